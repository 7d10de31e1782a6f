import type { Finding } from "../workflow/finding.ts";
import type { CodeImport, CodeReference } from "../workflow/workflow.ts";
import { codeLimits } from "./code-limits.ts";
import { type Module, readModule } from "./read-module.ts";
import { readSource, type SourceProblem } from "./read-source.ts";

/** All code of a workflow, found by following imports from its nodes. */
export type ReadCode = {
  findings: Finding[];
  /** Relative to the folder, sorted. */
  files: string[];
  imports: CodeImport[];
  references: CodeReference[];
};

/** A file that is needed, and how to say where it was asked for. */
export type Need = { path: string; kind: "node" | "code" | "data"; askedFor: (problem: SourceProblem) => Finding };

/** Reads the import closure of the nodes. Every file is read once; one that cannot be is told to all who ask for it. */
export async function readCode(folder: string, nodes: readonly Need[]): Promise<ReadCode> {
  const modules = new Map<string, Module | SourceProblem>();
  const findings: Finding[] = [];
  const needs = [...nodes];
  for (const need of needs) {
    const before = modules.get(need.path);
    const read = before ?? (modules.size < codeLimits.files ? await readNeed(folder, need) : tooMany);
    modules.set(need.path, read);
    findings.push(...findingsOf(need, read));
    if (read === tooMany) break;
    if (before === undefined && "imports" in read) needs.push(...read.imports.flatMap(needOf));
  }
  const whole = [...modules].flatMap(([path, read]) => ("imports" in read ? [{ path, ...read }] : []));
  return {
    findings,
    files: whole.map(({ path }) => path).sort(),
    imports: whole.flatMap(({ imports }) => imports.map(({ kind, ...found }) => found)),
    references: whole.flatMap(({ references }) => references),
  };
}

async function readNeed(folder: string, { path, kind }: Need): Promise<Module | SourceProblem> {
  if (kind !== "data") return readModule(folder, path);
  const source = readSource(folder, path, codeLimits.fileBytes);
  return "text" in source ? { findings: [], imports: [], references: [], hasDefault: true } : source;
}

function needOf(found: Module["imports"][number]): Need[] {
  const { path, kind = "code", file, line, column } = found;
  if (path === undefined) return [];
  const askedFor = ({ code, message, remedy }: SourceProblem): Finding => {
    return { code, severity: "error", file, path: "", line, column, message, remedy };
  };
  return [{ path, kind, askedFor }];
}

function findingsOf({ path, kind, askedFor }: Need, read: Module | SourceProblem): Finding[] {
  if ("message" in read) {
    const { at, code, message, remedy } = read;
    return [at ? { code, severity: "error", file: path, path: "", ...at, message, remedy } : askedFor(read)];
  }
  return kind === "node" && !read.hasDefault ? [...read.findings, noDefault(path)] : read.findings;
}

function noDefault(file: string): Finding {
  const message = "The node has no default export";
  const remedy = 'Write "export default async function run(ctx, input) { … }"';
  return { code: "NODE-NO-DEFAULT", severity: "error", file, path: "", line: 1, column: 1, message, remedy };
}

const tooMany: SourceProblem = {
  code: "CODE-TOO-MANY",
  message: `The nodes import more than ${codeLimits.files} files`,
  remedy: "Split the workflow, or bundle its code into fewer files",
};
