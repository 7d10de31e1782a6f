import { readWorkflow } from "../bundle/read-workflow.ts";
import { TentacularError } from "../errors.ts";
import { contractDrift } from "../workflow/contract-drift.ts";
import { nodesWith } from "../workflow/nodes-with.ts";
import type { Workflow } from "../workflow/workflow.ts";
import type { CaseOutcome } from "./case-outcome.ts";
import { type CollectedTests, collectPipelineTests, collectTests } from "./collect-tests.ts";
import { deskPackages } from "./desk-packages.ts";
import { type Drift, drift } from "./drift.ts";
import { judge } from "./judge.ts";
import type { TestCase } from "./test-case.ts";
import { runCases } from "./test-process.ts";
import type { TestReport } from "./test-report.ts";
import type { TestTarget } from "./test-target.ts";

/** What to test, and how. */
export type RunTestsOptions = TestTarget & {
  /** The whole workflow instead of its nodes. */
  pipeline: boolean;
  /** Hosts that node code may reach; `true` for all, `[]` for none. */
  net: true | string[];
  /** For each test, in milliseconds. */
  timeoutMs: number;
  signal: AbortSignal;
};

/**
 * Tests the nodes of a workflow against its fixtures, and its contract against what they did.
 * A failed test is part of the report, not an error.
 *
 * @throws INTERRUPTED (interrupted); what `readWorkflow` and `collectTests` throw; DENO-MISSING (preflight)
 */
export async function runTests(options: RunTestsOptions): Promise<TestReport> {
  const workflow = await readWorkflow(options.dir);
  const tests = await collected(workflow, options);
  const packages = await deskPackages(workflow);
  const outcomes = await runCases(tests.cases, { ...options, packages });
  if (options.signal.aborted) throw interrupted();
  const found = driftOf(workflow, outcomes, everyNodeRan(tests, outcomes, options));
  return {
    workflow: workflow.spec.name,
    testResults: [
      ...outcomes.flatMap((outcome, at) => tests.cases.slice(at, at + 1).map((test) => judge(test, outcome))),
      ...tests.withoutFixtures.map((node) => ({
        name: `${node}: no fixtures`,
        passed: true,
        skipped: true as const,
        durationMs: 0,
      })),
    ],
    ...(found === undefined ? {} : { drift: found }),
    strays: tests.strays,
  };
}

/** The tests, with the workflow's own config beneath what each fixture says. */
async function collected({ spec }: Workflow, options: RunTestsOptions): Promise<CollectedTests> {
  const nodes = Object.keys(spec.nodes);
  const tests = options.pipeline
    ? await collectPipelineTests(options.dir, nodes)
    : await collectTests(options.dir, nodes, options.node);
  const configured = ({ given, ...test }: TestCase): TestCase => ({
    ...test,
    given: { ...given, config: { ...spec.config, ...given.config } },
  });
  return { ...tests, cases: tests.cases.map(configured) };
}

function everyNodeRan(tests: CollectedTests, outcomes: CaseOutcome[], options: RunTestsOptions): boolean {
  if (options.pipeline) return outcomes.some((outcome) => outcome.success);
  return options.node === undefined && tests.withoutFixtures.length === 0;
}

function driftOf(workflow: Workflow, outcomes: CaseOutcome[], allNodesRan: boolean): Drift | undefined {
  const { contract } = workflow.spec;
  if (contract === undefined) return undefined;
  const uses = outcomes.flatMap((outcome) => outcome.uses);
  return drift(contract, uses, {
    ...contractDrift(workflow),
    nodesOf: (file) => nodesWith(workflow, file),
    allNodesRan,
  });
}

function interrupted(): TentacularError {
  const remedy = "Nothing goes on; test again when you like";
  return new TentacularError("The tests were interrupted", { code: "INTERRUPTED", exit: "interrupted", remedy });
}
