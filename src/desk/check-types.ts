import { spawn } from "node:child_process";
import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import type { Inspection } from "../bundle/inspect-workflow.ts";
import { TentacularError } from "../errors.ts";
import { findDeno } from "../find-deno.ts";
import { packageRoot } from "../package-root.ts";
import { shown } from "../workflow/shown.ts";
import type { Workflow } from "../workflow/workflow.ts";
import { deskPackages } from "./desk-packages.ts";
import { typeFindings } from "./type-findings.ts";

/**
 * An inspection with what Deno's type checker says of the nodes and all that they import, strictly, whatever the
 * folder's own settings are: the engine reads none either. Code that has errors already is not looked at.
 *
 * @throws {TentacularError} `DENO-MISSING` (preflight); `TYPES-UNCHECKED` (unreachable) when Deno cannot get a package
 */
export async function checkTypes(inspection: Inspection, signal: AbortSignal): Promise<Inspection> {
  const { spec, ...rest } = inspection;
  if (spec === undefined) return inspection;
  const { said, code } = await denoCheck({ ...rest, spec }, signal);
  const found = typeFindings(said, rest.dir);
  if (code !== 0 && found.length === 0) throw unchecked(said);
  return { ...rest, findings: shown([...rest.findings, ...found]), ...(found.length === 0 ? { spec } : {}) };
}

async function denoCheck(workflow: Workflow, signal: AbortSignal): Promise<{ said: string; code: number }> {
  await using folder = await mkdtempDisposable(join(tmpdir(), "tentacular-types-"));
  const map = join(folder.path, "import_map.json");
  await writeFile(map, await importMapOf(workflow));
  const nodes = Object.values(workflow.spec.nodes).map(({ path }) => join(workflow.dir, path));
  const flags = ["check", "--quiet", "--no-config", "--no-lock", `--import-map=${map}`];
  const child = spawn(findDeno(), [...flags, ...new Set(nodes)], {
    cwd: workflow.dir,
    env: { ...process.env, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
    stdio: ["ignore", "ignore", "pipe"],
    signal,
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject).once("close", (code) => resolve(code ?? 1));
  });
  const [said, code] = await Promise.all([text(child.stderr), ended]);
  return { said, code };
}

/** The packages as at the desk, and the types that nodes know as `tentacular`. */
async function importMapOf(workflow: Workflow): Promise<string> {
  const packages: { imports?: object } = JSON.parse((await deskPackages(workflow)) ?? "{}");
  const tentacular = pathToFileURL(join(packageRoot(), "engine/mod.ts")).href;
  return JSON.stringify({ ...packages, imports: { ...packages.imports, tentacular } });
}

function unchecked(said: string): TentacularError {
  const why = said.match(/^error: (.*?)\.?$/m)?.[1] ?? said.trim();
  return new TentacularError(`Deno could not check the types: ${why}`, {
    code: "TYPES-UNCHECKED",
    exit: "unreachable",
    remedy: "The packages that the nodes import must be reachable from here, as for tntc test",
  });
}
