import { realpathSync, statSync } from "node:fs";
import { basename, dirname, join, posix } from "node:path";
import { TentacularError } from "../errors.ts";
import type { Draft } from "../workflow/draft.ts";
import { driftFindings } from "../workflow/drift-findings.ts";
import type { Finding } from "../workflow/finding.ts";
import { type ParsedWorkflow, parseWorkflow } from "../workflow/parse-workflow.ts";
import { shown } from "../workflow/shown.ts";
import type { WorkflowSpec } from "../workflow/spec.ts";
import type { Workflow } from "../workflow/workflow.ts";
import { codeLimits } from "./code-limits.ts";
import { codeRules } from "./code-rules.ts";
import { listedSecrets } from "./listed-secrets.ts";
import { type Need, type ReadCode, readCode } from "./read-code.ts";
import { readSource, type SourceProblem } from "./read-source.ts";
import { resolveImport } from "./resolve-import.ts";
import { sizeProblem } from "./size-problem.ts";

/** A workflow's folder as it is, whatever is wrong with it. `spec` is present when no finding is an error. */
export type Inspection = Omit<Workflow, "spec"> & { spec?: WorkflowSpec };

const name = "workflow.yaml";

/**
 * Reads a workflow's folder: workflow.yaml, its nodes and all that they import. What is wrong is a finding.
 *
 * @throws {TentacularError} `FOLDER-MISSING`, `WORKFLOW-MISSING` (notFound) when there is nothing to look at
 */
export async function inspectWorkflow(path: string): Promise<Inspection> {
  const dir = folderOf(path);
  const source = readSource(dir, name, codeLimits.workflowBytes);
  if (!("text" in source)) return unreadable(dir, source);
  const parsed = parseWorkflow(source.text);
  const code = await readCode(dir, parsed.draft ? needsOf(parsed, parsed.draft) : []);
  const ruled = parsed.draft ? await rulesOf(dir, code, parsed.draft) : [];
  const files = [...new Set([name, ...code.files])].sort();
  const findings = shown([
    ...parsed.findings,
    ...code.findings,
    ...ruled,
    ...drift(parsed, code),
    ...sizeRule(dir, files),
  ]);
  const flawless = !findings.some(({ severity }) => severity === "error");
  const { imports, references } = code;
  return {
    dir,
    source: source.text,
    findings,
    files,
    imports,
    references,
    ...(parsed.spec && flawless ? { spec: parsed.spec } : {}),
  };
}

/** Only of code that could be read: else what it uses is not known. */
function drift({ spec, findingOf }: ParsedWorkflow, { findings, ...code }: ReadCode): Finding[] {
  const unread = findings.some(({ severity }) => severity === "error");
  return spec && !unread ? driftFindings({ spec, ...code }, findingOf) : [];
}

function folderOf(path: string): string {
  const dir = basename(path) === name && isFile(path) ? dirname(path) : path;
  try {
    return realpathSync.native(dir);
  } catch (cause) {
    throw new TentacularError(`There is no folder "${path}"`, {
      code: "FOLDER-MISSING",
      exit: "notFound",
      remedy: "Name the folder that holds workflow.yaml",
      cause,
    });
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function unreadable(dir: string, { code, message, remedy, at }: SourceProblem): Inspection {
  if (code === "FILE-MISSING") {
    const elsewhere = remedy.includes("workflow.y") ? 'Rename it to "workflow.yaml"' : undefined;
    throw new TentacularError(`There is no workflow.yaml in "${dir}"`, {
      code: "WORKFLOW-MISSING",
      exit: "notFound",
      remedy: elsewhere ?? 'Name the folder that holds it, or make one with "tntc init <name>"',
    });
  }
  const finding: Finding = {
    code,
    severity: "error",
    file: name,
    path: "",
    line: 1,
    column: 1,
    ...at,
    message,
    remedy,
  };
  return { dir, source: "", findings: [finding], files: [], imports: [], references: [] };
}

/** The nodes whose path leads to a file; paths that cannot have been told by the parser already. */
function needsOf({ findings, findingOf }: ParsedWorkflow, { nodes }: Draft): Need[] {
  return [...nodes].flatMap(([node, spec]): Need[] => {
    const at = ["nodes", node, "path"];
    const told = findingOf({ code: "", path: at, message: "", remedy: "" });
    const refused = findings.some(({ path, severity }) => path === told.path && severity === "error");
    if (spec === undefined || refused) return [];
    const askedFor = (problem: SourceProblem) => findingOf({ ...problem, path: at });
    return [{ path: posix.normalize(spec.path), kind: "node", askedFor }];
  });
}

/** Only a warning: it runs and is tested here, and cannot be deployed. */
function sizeRule(dir: string, files: string[]): Finding[] {
  const sizeOf = (path: string) => statSync(join(dir, path), { throwIfNoEntry: false })?.size ?? 0;
  const problem = sizeProblem(files.map((path) => ({ path, bytes: sizeOf(path) })));
  if (!problem) return [];
  const { code, message, remedy, result } = problem;
  const file = result.largest[0]?.path ?? name;
  return [{ code, severity: "warning", file, path: "", line: 1, column: 1, message, remedy }];
}

async function rulesOf(dir: string, { references, imports }: ReadCode, draft: Draft): Promise<Finding[]> {
  const asks = references.some(({ kind }) => kind === "secret") && draft.contract === undefined;
  const uses = codeRules(references, draft, asks ? listedSecrets(dir) : []);
  const outside = imports.filter(({ specifier, path }) => path === undefined && leadsOutside(specifier));
  if (outside.length === 0) return uses;
  // Ranges of versions need a library that most workflows do not.
  const { importRules } = await import("./import-rules.ts");
  return [...uses, ...importRules(outside, draft)];
}

function leadsOutside(specifier: string): boolean {
  return "outside" in resolveImport(name, { specifier, offset: 0 });
}
