import { Args, Flags } from "@oclif/core";
import { type Outcome, TentacularCommand } from "../command.ts";
import { changesIn } from "../desk/changes-in.ts";
import { type RunTestsOptions, runTests } from "../desk/run-tests.ts";
import { testCount } from "../desk/test-count.ts";
import type { TestReport } from "../desk/test-report.ts";
import { testTarget } from "../desk/test-target.ts";
import { testView } from "../desk/test-view.ts";
import { writeJunit } from "../desk/write-junit.ts";
import { durationFlag } from "../duration-flag.ts";
import { TentacularError } from "../errors.ts";
import { reportError } from "../output/report-error.ts";

/** `tntc test`: nodes against their fixtures, and the contract against what they do. */
export default class Test extends TentacularCommand<TestReport> {
  static override summary = "Test nodes against fixtures, without network";
  static override description = [
    "Runs each node with the files of tests/fixtures, or the whole workflow with those of tests/pipeline.",
    "Dependencies answer from the fixture, the clock stands still, and the network is refused.",
  ].join("\n");
  static override examples = [
    "<%= config.bin %> test",
    "<%= config.bin %> test my-workflow/fetch-items",
    "<%= config.bin %> test --pipeline --junit report.xml",
    "<%= config.bin %> test --allow-net=api.example.com:443",
  ];
  static override args = {
    target: Args.string({ default: ".", description: "A workflow's folder, or DIR/NODE for one of its nodes" }),
  };
  static override flags = {
    pipeline: Flags.boolean({ description: "Run the whole workflow" }),
    "allow-net": Flags.string({
      helpValue: "HOSTS",
      description: "Let nodes reach these hosts; without =HOSTS, any host",
      defaultHelp: "none",
    }),
    warn: Flags.boolean({ description: "Tell contract drift, but do not fail because of it" }),
    watch: Flags.boolean({ description: "Test again whenever a file changes" }),
    junit: Flags.string({ helpValue: "FILE", description: "Write the results as JUnit XML, too" }),
    timeout: durationFlag({ description: "Time for each test (default: 10s, or 30s for the whole workflow)" }),
  };

  protected async execute(): Promise<Outcome<TestReport>> {
    const { args, flags } = await this.parse(Test, this.argv.map(withValue));
    const options: RunTestsOptions = {
      ...testTarget(args.target),
      pipeline: flags.pipeline,
      net: netOf(flags["allow-net"]),
      timeoutMs: flags.timeout ?? (flags.pipeline ? 30_000 : 10_000),
      signal: this.interrupted,
    };
    const test = async () => {
      const report = await runTests(options);
      for (const stray of report.strays) this.progress.warn(`${stray} belongs to no node`);
      if (flags.junit !== undefined) await writeJunit(flags.junit, report, { strictDrift: !flags.warn });
      return outcomeOf(report, { strictDrift: !flags.warn });
    };
    if (flags.watch && flags.output === "json") throw watchIsForPeople();
    return flags.watch ? this.again(options.dir, test) : test();
  }

  /** Tests now and after every change, until interrupted. */
  private async again(dir: string, test: () => Promise<Outcome<TestReport>>): Promise<Outcome<TestReport>> {
    let last: Outcome<TestReport> | undefined;
    const round = async () => {
      last = await test().catch((error: Error) => void (this.interrupted.aborted || tell(error)));
      if (this.interrupted.aborted) return;
      if (last !== undefined) process.stdout.write(`${last.view?.() ?? last.summary}\n`);
      this.progress.line(`\nWatching ${dir}; Ctrl-C ends it`);
    };
    const changes = changesIn(dir, this.interrupted);
    await round();
    for await (const _ of changes) await round();
    const result = last?.result ?? { workflow: "", testResults: [], strays: [] };
    return { summary: "No longer watching", result, exit: "ok" };
  }
}

/** An error ends a round, not the watching. */
function tell(error: Error): void {
  reportError(error, { command: "test", json: false, debug: false, startedAt: new Date() });
}

/** A bare `--allow-net` means all; the parser wants a value. */
function withValue(word: string): string {
  return word === "--allow-net" ? "--allow-net=all" : word;
}

function netOf(hosts: string | undefined): true | string[] {
  if (hosts === "all") return true;
  return (hosts ?? "").split(",").filter((host) => host !== "");
}

function outcomeOf(report: TestReport, options: { strictDrift: boolean }): Outcome<TestReport> {
  const failed = report.testResults.some((test) => !test.passed);
  const drifted = options.strictDrift && (report.drift?.summary.hasViolations ?? false);
  const drift = drifted ? `, ${report.drift?.violations.length} contract violations` : "";
  return {
    summary: `${testCount(report)}${drift}`,
    result: report,
    view: () => testView(report, options),
    exit: failed || drifted ? "failed" : "ok",
  };
}

function watchIsForPeople(): TentacularError {
  return new TentacularError('"--watch" goes on for ever, and "-o json" prints one object', {
    code: "FLAGS-CONFLICT",
    exit: "usage",
    remedy: 'Leave out one of the two, or use "--watch --junit FILE"',
  });
}
