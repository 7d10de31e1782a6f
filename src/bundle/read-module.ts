import { filePositions } from "../workflow/file-positions.ts";
import type { Finding } from "../workflow/finding.ts";
import type { CodeImport, CodeReference } from "../workflow/workflow.ts";
import { codeLimits } from "./code-limits.ts";
import { moduleFacts } from "./module-facts.ts";
import { readSource, type SourceProblem } from "./read-source.ts";
import { type Resolved, resolveImport } from "./resolve-import.ts";
import { survivesParsing } from "./survives-parsing.ts";

/** One file of code: where its imports lead, what it asks its context for, and what is wrong with it. */
export type Module = {
  findings: Finding[];
  imports: (CodeImport & { kind?: "code" | "data" })[];
  references: CodeReference[];
  hasDefault: boolean;
};

/** Reads and parses one file of a workflow's code. */
export async function readModule(folder: string, file: string): Promise<Module | SourceProblem> {
  const source = readSource(folder, file, codeLimits.fileBytes);
  if (!("text" in source)) return source;
  if (!(await survivesParsing(file, source.text))) return nestedTooDeep;
  const facts = await moduleFacts(file, source.text).catch(() => undefined);
  if (!facts) return nestedTooDeep;
  const position = filePositions(source.text);
  const error = (code: string, message: string, remedy: string, offset: number): Finding => {
    return { code, severity: "error", file, path: "", ...position(offset), message, remedy };
  };
  const resolved = facts.imports.map((written) => ({ written, to: resolveImport(file, written) }));
  return {
    findings: [
      ...facts.errors.map(({ message, offset }) => error("CODE-SYNTAX", message, "Mend the code here", offset)),
      ...resolved.flatMap(({ written, to }) => {
        return "problem" in to ? [error(to.problem.code, to.problem.message, to.problem.remedy, written.offset)] : [];
      }),
    ],
    imports: resolved.map(({ written, to }) => {
      return { file, ...position(written.offset), specifier: written.specifier ?? "", ...fileOf(to) };
    }),
    references: facts.uses.map(({ kind, name, offset }) => ({ kind, name, file, ...position(offset) })),
    hasDefault: facts.hasDefault,
  };
}

function fileOf(to: Resolved): { path?: string; kind?: "code" | "data" } {
  return "path" in to ? to : {};
}

const nestedTooDeep: SourceProblem = {
  code: "CODE-TOO-DEEP",
  message: "The code is nested too deep to be parsed",
  remedy: "Split the expression",
  at: { line: 1, column: 1 },
};
