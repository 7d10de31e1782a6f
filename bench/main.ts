import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { leaveUsersCluster } from "../test/cluster/leave-users-cluster.ts";
import { cliRows } from "./cli/rows.ts";
import { clusterRows } from "./cluster/rows.ts";
import { deskRows } from "./desk/rows.ts";
import { engineRows } from "./engine/rows.ts";
import type { Row } from "./row.ts";

const suites: Record<string, (turns: number) => AsyncGenerator<Row>> = {
  engine: engineRows,
  cli: cliRows,
  desk: deskRows,
  cluster: clusterRows,
};

/**
 * `make bench`: every figure against its peer, in one run; `--write` puts the table into docs/benchmarks.md, if all of
 * it could be measured. `--only SUITE` measures less; `--turns N` starts commands and edits code less often than 31 times;
 * neither goes into the page.
 */
async function bench(): Promise<void> {
  leaveUsersCluster();
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true },
      turns: { type: "string" },
      write: { type: "boolean", default: false },
    },
  });
  const { only = Object.keys(suites), turns = "31", write } = values;
  if (!/^[1-9]\d*$/.test(turns)) throw new Error(`--turns ${turns} is not a whole number from 1`);
  if (write && (values.only || values.turns))
    throw new Error("--write is for a whole bench, without --only and --turns");
  const rows: Row[] = [];
  for (const name of only) rows.push(...(await measured(name, Number(turns))));
  const table = tableOf(rows);
  console.log(table);
  if (write && process.exitCode === undefined) await place(table);
}

/** Rows are told as they come; a suite that fails costs what it would still have measured, and the table. */
async function measured(name: string, turns: number): Promise<Row[]> {
  const rows: Row[] = [];
  console.error(`── ${name}, ${elapsed()}`);
  try {
    const suite = suites[name];
    if (suite === undefined) throw new Error(`The suites are ${Object.keys(suites).join(", ")}`);
    for await (const row of suite(turns)) {
      rows.push(row);
      console.error(`${row.met ? "✓" : "✗"} ${row.what}: ${row.seen} (${row.reach}), ${elapsed()}`);
    }
  } catch (error) {
    console.error(`✗ ${name} broke off: ${error instanceof Error ? error.stack : error}`);
    process.exitCode = 1;
  }
  return rows;
}

function elapsed(): string {
  const seconds = Math.round(performance.now() / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ what, against, reach, seen, met }) => `| ${what} | ${against} | ${reach} | ${seen} | ${met ? "✓" : "✗"} |`,
  );
  return ["| what | against | reach | seen | |", "|---|---|---|---|---|", ...lines].join("\n");
}

/** The table stands between two marks, so that the prose around it stays. */
async function place(table: string): Promise<void> {
  const page = join(import.meta.dirname, "../docs/benchmarks.md");
  const text = await readFile(page, "utf8");
  const machine = `Measured on ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}.`;
  const marked = /(<!-- table -->\n)[\s\S]*(<!-- end -->)/;
  await writeFile(
    page,
    text.replace(marked, (_, open, end) => `${open}\n${machine}\n\n${table}\n\n${end}`),
  );
}

await bench();
