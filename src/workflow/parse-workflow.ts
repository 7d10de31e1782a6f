import { type Draft, draftOf } from "./draft.ts";
import { filePositions } from "./file-positions.ts";
import type { Finding } from "./finding.ts";
import { pathText } from "./path-text.ts";
import { place } from "./place.ts";
import type { Problem } from "./problem.ts";
import { ruleProblems } from "./rule-problems.ts";
import { workflow } from "./schema/workflow.ts";
import { shapeProblems } from "./shape-problems.ts";
import { shown } from "./shown.ts";
import type { WorkflowSpec } from "./spec.ts";
import { textProblem } from "./text-problem.ts";
import { yamlData } from "./yaml-data.ts";
import { type YamlDocument, type YamlProblem, yamlDocument } from "./yaml-document.ts";

/** A workflow's text, understood: the spec when there is no error, and everything there is to say about it. */
export type ParsedWorkflow = {
  spec?: WorkflowSpec;
  findings: Finding[];
  /** What could be understood in spite of errors; absent when the text is not YAML. */
  draft?: Draft;
  /** A further problem of this document, with its place. */
  findingOf: (problem: Problem) => Finding;
};

/**
 * Text of a workflow.yaml → the workflow, or all that is wrong with it, sorted by place. Pure, and bounded by
 * {@link limits} in time and memory whatever the text.
 *
 * @example
 * const { spec, findings } = parseWorkflow(await readFile("workflow.yaml", "utf8"));
 */
export function parseWorkflow(text: string, file = "workflow.yaml"): ParsedWorkflow {
  const position = filePositions(text);
  const atText = ({ offset, ...said }: YamlProblem): Finding => ({
    severity: "error",
    file,
    path: "",
    ...said,
    ...position(offset),
  });
  const unreadable = textProblem(text);
  if (unreadable) return unread([atText(unreadable)]);
  const yaml = yamlDocument(text);
  const told = yaml.problems.map(atText);
  if (yaml.broken) return unread(told);
  const read = yamlData(yaml);
  if ("problem" in read) return unread([...told, atText(read.problem)]);
  const { spec, draft, problems } = understand(read.data);
  const findingOf = (problem: Problem) => finding(problem, yaml, file);
  const findings = shown([...told, ...problems.map(findingOf)]);
  const flawless = !findings.some(({ severity }) => severity === "error");
  return { findings, findingOf, ...(draft ? { draft } : {}), ...(spec && flawless ? { spec } : {}) };
}

function unread(findings: Finding[]): ParsedWorkflow {
  const findingOf = ({ code, severity = "error", path, message, remedy }: Problem): Finding => {
    return { code, severity, file: "workflow.yaml", path: pathText(path), line: 1, column: 1, message, remedy };
  };
  return { findings: shown(findings), findingOf };
}

type Understood = { spec?: WorkflowSpec | undefined; draft?: Draft; problems: Problem[] };

function understand(data: unknown): Understood {
  if (data === null) return { problems: [empty] };
  const { data: spec, error } = workflow.safeParse(data, { reportInput: true });
  const shape = shapeProblems(error?.issues ?? []);
  if (shape.some(({ path }) => path.length === 0)) return { problems: shape };
  const sore = new Set(shape.map(({ path }) => pathText(path)));
  const draft = draftOf(data, error?.issues ?? []);
  const rules = ruleProblems(draft);
  return { spec, draft, problems: [...shape, ...rules.filter(({ path }) => !sore.has(pathText(path)))] };
}

const empty: Problem = {
  code: "WORKFLOW-EMPTY",
  path: [],
  message: "The file is empty",
  remedy: 'Write at least name, version and nodes; "tntc init hello" shows how',
};

function finding(problem: Problem, yaml: YamlDocument, file: string): Finding {
  const { code, severity = "error", path, message, remedy } = problem;
  return { code, severity, file, path: pathText(path), ...place(problem, yaml), message, remedy };
}
