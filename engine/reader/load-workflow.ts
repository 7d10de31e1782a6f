import { digestOf } from "../../src/bundle/digest.ts";
import { TentacularError } from "../../src/errors.ts";
import { parseWorkflow } from "../../src/workflow/parse-workflow.ts";
import { permissionsOf } from "../../src/workflow/permissions.ts";
import type { WorkflowSpec } from "../../src/workflow/spec.ts";
import type { LoadedWorkflow, ReadingRequest } from "../wire/reading.ts";
import { importMapIn } from "./import-map-in.ts";
import { listedHosts } from "./listed-hosts.ts";
import { loadRequestOf } from "./load-request-of.ts";
import { readConfigOverrides } from "./read-config-overrides.ts";
import { readFolder } from "./read-folder.ts";
import { readImports } from "./read-imports.ts";
import { readSecrets } from "./read-secrets.ts";
import { secretsNamed } from "./secrets-named.ts";

/**
 * Reads the folder, proves that it is the code that was asked for, and derives what a runner needs.
 * No code of the workflow is run here.
 * @throws {TentacularError} `DIGEST-MISMATCH`, `WORKFLOW-INVALID`, `WORKFLOW-MISSING`, `SECRETS-INVALID`, `IMPORT-MAP-MALFORMED`
 */
export async function loadWorkflow(asked: ReadingRequest): Promise<LoadedWorkflow> {
  const dir = await Deno.realPath(asked.workflow).catch(() => missing(asked.workflow));
  if (asked.digest) await verify(asked.workflow, asked.digest);
  const spec = parse(await Deno.readTextFile(`${dir}/workflow.yaml`).catch(() => missing(`${dir}/workflow.yaml`)));
  const config = await readConfigOverrides();
  const secrets = secretsNamed(await readSecrets(dir, asked.secrets), asked["secret-names"]);
  const map = { file: asked["import-map"], parse: importMapIn };
  const imports = await readImports(dir, { open: spec.contract === undefined, ...map });
  const request = loadRequestOf(spec, { dir, config, secrets, imports });
  return { name: spec.name, version: spec.version, net: netOf(spec, asked["allow-net"]), imports, request };
}

function missing(path: string): never {
  throw new TentacularError(`There is no "${path}"`, {
    code: "WORKFLOW-MISSING",
    exit: "notFound",
    remedy: "Name a folder that holds workflow.yaml",
  });
}

async function verify(dir: string, digest: string): Promise<void> {
  const found = await digestOf(await readFolder(dir));
  if (found === digest) return;
  throw new TentacularError(`Code in "${dir}" is not what was deployed: expected ${digest}, found ${found}`, {
    code: "DIGEST-MISMATCH",
    exit: "invalid",
    remedy: "Deploy again; the files were changed or mounted incompletely",
  });
}

function parse(text: string): WorkflowSpec {
  const { spec, findings } = parseWorkflow(text);
  if (spec) return spec;
  const errors = findings.filter(({ severity }) => severity === "error");
  const lines = errors.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
  const [{ file, line, column, remedy } = { file: "workflow.yaml", line: 1, column: 1, remedy: "Mend the file" }] =
    errors;
  throw new TentacularError(lines.join("; "), {
    code: "WORKFLOW-INVALID",
    exit: "invalid",
    remedy,
    place: { file, line, column },
    result: { findings },
  });
}

/** What somebody else has derived counts; else it is derived here, in the same way. */
function netOf(spec: WorkflowSpec, derived: string | undefined): "all" | string[] {
  if (derived !== undefined) return listedHosts(derived);
  const { net } = permissionsOf(spec);
  return net === true ? "all" : net;
}
