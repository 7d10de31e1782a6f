import { byPlace } from "./by-place.ts";
import { draftOf } from "./draft.ts";
import type { Finding } from "./finding.ts";
import { limits } from "./limits.ts";
import { pathText } from "./path-text.ts";
import { place } from "./place.ts";
import type { Problem } from "./problem.ts";
import { ruleProblems } from "./rule-problems.ts";
import { workflow } from "./schema/workflow.ts";
import { shapeProblems } from "./shape-problems.ts";
import type { WorkflowSpec } from "./spec.ts";
import { textProblem } from "./text-problem.ts";
import { yamlData } from "./yaml-data.ts";
import { type YamlDocument, type YamlProblem, yamlDocument } from "./yaml-document.ts";

/** A workflow's text, understood: the spec when there is no error, and everything there is to say about it. */
export type ParsedWorkflow = { spec?: WorkflowSpec; findings: Finding[] };

/**
 * Text of a workflow.yaml → the workflow, or all that is wrong with it, sorted by place. Pure, and bounded by
 * {@link limits} in time and memory whatever the text.
 *
 * @example
 * const { spec, findings } = parseWorkflow(await readFile("workflow.yaml", "utf8"));
 */
export function parseWorkflow(text: string, file = "workflow.yaml"): ParsedWorkflow {
  const unreadable = textProblem(text);
  if (unreadable) return { findings: [textFinding(unreadable, text, file)] };
  const yaml = yamlDocument(text);
  const atText = yaml.problems.map((problem) => textFinding(problem, text, file));
  if (yaml.broken) return { findings: shown(atText) };
  const understood = understand(yaml);
  const findings = shown([...atText, ...understood.problems.map((problem) => finding(problem, yaml, file))]);
  const { spec } = understood;
  return spec && !findings.some(({ severity }) => severity === "error") ? { spec, findings } : { findings };
}

function understand({ document }: YamlDocument): { spec?: WorkflowSpec | undefined; problems: Problem[] } {
  const read = yamlData(document);
  if ("problem" in read) return { problems: [read.problem] };
  if (read.data === null) return { problems: [empty] };
  const { data: spec, error } = workflow.safeParse(read.data, { reportInput: true });
  const shape = shapeProblems(error?.issues ?? []);
  if (shape.some(({ path }) => path.length === 0)) return { problems: shape };
  const sore = new Set(shape.map(({ path }) => pathText(path)));
  const rules = ruleProblems(draftOf(read.data, error?.issues ?? []));
  return { spec, problems: [...shape, ...rules.filter(({ path }) => !sore.has(pathText(path)))] };
}

const empty: Problem = {
  code: "WORKFLOW-EMPTY",
  path: [],
  message: "The file is empty",
  remedy: 'Write at least name, version and nodes; "tntc init hello" shows how',
};

function finding(problem: Problem, { document, places }: YamlDocument, file: string): Finding {
  const { code, severity = "error", path, message, remedy } = problem;
  return { code, severity, file, path: pathText(path), ...place(problem, document, places), message, remedy };
}

function textFinding({ code, message, remedy, offset }: YamlProblem, text: string, file: string): Finding {
  const before = text.slice(0, offset).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  return { code, severity: "error", file, path: "", line: before.length, column, message, remedy };
}

/** In order, and no longer than anybody reads. */
function shown(findings: Finding[]): Finding[] {
  const sorted = findings.sort(byPlace);
  const more = sorted.splice(limits.findings);
  const last = sorted.at(-1);
  if (more.length === 0 || !last) return sorted;
  const message = `There are ${more.length} findings more`;
  return [
    ...sorted,
    { ...last, code: "FINDINGS-MORE", severity: "error", path: "", message, remedy: "Mend these first" },
  ];
}
