import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { valuesSchema } from "../src/plan/values-schema.ts";
import { jsonSchema } from "../src/workflow/json-schema.ts";
import { manifestOf } from "./build/manifest-of.ts";
import { paths } from "./build/paths.ts";
import { readCommands } from "./build/read-commands.ts";
import { cliReference } from "./generate/cli-reference.ts";
import { commandSnapshot } from "./generate/command-snapshot.ts";
import { helmCompleteWords } from "./generate/helm-complete-words.ts";
import { helmCompletion } from "./generate/helm-completion.ts";
import { systemSchema } from "./generate/system-schema.ts";

/** Every file that is made from code and checked in: its path, and its text. */
async function generated(): Promise<Map<string, string>> {
  const manifest = await manifestOf(await readCommands());
  return new Map([
    ["command-snapshot.json", commandSnapshot(manifest)],
    ["docs/cli.md", cliReference(manifest)],
    ["plugin/completion.yaml", helmCompletion(manifest)],
    ["plugin/plugin.complete", helmCompleteWords(manifest)],
    ["charts/tentacular-workflow/values.schema.json", json(valuesSchema())],
    ["charts/tentacular-system/values.schema.json", json(systemSchema())],
    ["schemas/workflow.schema.json", json(jsonSchema())],
  ]);
}

/** Writes what is stale; with `--check` only names it, and fails. */
async function generate(): Promise<void> {
  const stale = [...(await generated())].filter(([path, text]) => current(path) !== text);
  if (process.argv.includes("--check")) {
    if (stale.length === 0) return;
    console.error(`Error: stale: ${stale.map(([path]) => path).join(", ")}\n  Remedy: make generate`);
    process.exitCode = 1;
    return;
  }
  for (const [path, text] of stale) write(path, text);
}

function json(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function current(path: string): string | undefined {
  try {
    return readFileSync(`${paths.root}/${path}`, "utf8");
  } catch {
    return undefined;
  }
}

function write(path: string, text: string): void {
  const file = `${paths.root}/${path}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  if (text.startsWith("#!")) chmodSync(file, 0o755);
  console.log(`wrote ${path}`);
}

await generate();
