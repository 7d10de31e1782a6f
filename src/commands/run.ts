import { Args, Flags } from "@oclif/core";
import { runInput } from "../cli/run-input.ts";
import { Kube } from "../cluster/api/kube.ts";
import { reusedRun } from "../cluster/run/reused-run.ts";
import { runId } from "../cluster/run/run-id.ts";
import { runWorkflow } from "../cluster/run/run-workflow.ts";
import type { ClusterFlagValues } from "../cluster-flags.ts";
import { type Outcome, TentacularCommand } from "../command.ts";
import { durationFlag } from "../duration-flag.ts";
import { duration } from "../output/duration.ts";
import { failedNodes } from "../output/failed-nodes.ts";
import { paintFor } from "../output/paint.ts";
import { runTree } from "../output/run-tree.ts";
import type { ExecutionResult } from "../workflow/execution-result.ts";
import { workflowFlags, workflowTarget } from "../workflow-target.ts";

type ThereFlags = ClusterFlagValues & {
  timeout: number;
  "run-id"?: string | undefined;
  input?: string | undefined;
  "input-file"?: string | undefined;
};

/** `tntc run`: one run of a workflow, on the cluster or here, and its result. */
export default class Run extends TentacularCommand<ExecutionResult> {
  static override summary = "Run a workflow once and show its result";
  static override description =
    "Runs the deployed workflow, or the one of a folder with --local. The result goes to stdout, what happened to stderr.";
  static override examples = [
    "<%= config.bin %> run hello",
    `<%= config.bin %> run hello --input '{"name":"Ada"}'`,
    "echo '{}' | <%= config.bin %> run hello --input -",
    "<%= config.bin %> run --local ./hello",
  ];
  static override args = {
    name: Args.string({
      description: "Name of the workflow, or its folder with --local",
      defaultHelp: "the one in this folder",
    }),
  };
  static override flags = {
    ...workflowFlags,
    local: Flags.boolean({
      description: "Run it here, without a cluster",
      exclusive: ["namespace", "kube-context", "kubeconfig"],
    }),
    input: Flags.string({
      char: "i",
      helpValue: "JSON",
      description: "Input of the run; - reads it from stdin",
      defaultHelp: "{}",
      exclusive: ["input-file"],
    }),
    "input-file": Flags.string({ helpValue: "PATH", description: "File that holds the input" }),
    timeout: durationFlag({ default: 120_000, description: "How long to wait for the result" }),
    "run-id": Flags.string({
      helpValue: "ID",
      description: "Id of the run; the same id again gives the same run",
      defaultHelp: "a new one",
      exclusive: ["local"],
    }),
  };

  protected async execute(): Promise<Outcome<ExecutionResult>> {
    const { args, flags } = await this.parse(Run);
    const input = await runInput(flags);
    const { result, hints } = flags.local
      ? { result: await this.runHere(args.name ?? ".", input, flags.timeout), hints: [] }
      : await this.runThere(args.name, input, flags);
    this.progress.end();
    this.tell(result, flags.local);
    const summary = ended(result, failedNodes(result));
    const view = () => JSON.stringify(result, null, 2);
    return { summary, result, view, hints, exit: result.success ? "ok" : "failed" };
  }

  private async runThere(
    name: string | undefined,
    input: string,
    flags: ThereFlags,
  ): Promise<{ result: ExecutionResult; hints: string[] }> {
    const id = runId(flags["run-id"]);
    const { workflow, ...target } = await workflowTarget(name, flags);
    const kube = await Kube.connect(target);
    const { progress, interrupted: signal } = this;
    const askedAt = Date.now();
    const request = { workflow, input, runId: id, timeoutMs: flags.timeout, progress, signal };
    const result = await runWorkflow(kube, request);
    if (flags["run-id"] === undefined) return { result, hints: [] };
    // Only now, after answers of the API server, is its clock known.
    const at = new Date(kube.now().getTime() - (Date.now() - askedAt));
    const hasInput = (flags.input ?? flags["input-file"]) !== undefined;
    return { result, hints: [reusedRun(result, { at, hasInput }) ?? []].flat() };
  }

  private async runHere(dir: string, input: string, timeoutMs: number): Promise<ExecutionResult> {
    const { runLocal } = await import("../desk/run-local.ts");
    const { progress, interrupted: signal } = this;
    return await runLocal({ dir, input: JSON.parse(input), timeoutMs, progress, signal });
  }

  /** The tree is for eyes; a log wants one line. An error that the tree or the local engine has said is not said again. */
  private tell(result: ExecutionResult, isLocal: boolean): void {
    const hasTree = process.stderr.isTTY;
    if (hasTree) this.progress.line(runTree(result, paintFor(process.stderr)));
    const end = ended(result, failedNodes(result, { messages: !hasTree && !isLocal }));
    if (result.success) this.progress.done(end);
    else this.progress.fail(end);
  }
}

function ended({ runId, success, timing }: ExecutionResult, failed: string): string {
  const how = success ? "succeeded" : `failed: ${failed}`;
  return `Run ${runId} ${how} (${duration(timing.durationMs)})`;
}
