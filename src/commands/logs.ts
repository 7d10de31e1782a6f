import { Flags } from "@oclif/core";
import { Kube } from "../cluster/api/kube.ts";
import { followLogs } from "../cluster/logs/follow-logs.ts";
import type { LogRecord } from "../cluster/logs/log-record.ts";
import { readLogs } from "../cluster/logs/read-logs.ts";
import { type Outcome, TentacularCommand } from "../command.ts";
import { durationFlag } from "../duration-flag.ts";
import { TentacularError } from "../errors.ts";
import { count } from "../output/count.ts";
import { logWriter } from "../output/log-writer.ts";
import { workflowArg } from "../workflow-arg.ts";
import { workflowFlags, workflowTarget } from "../workflow-target.ts";

/** `tntc logs`: what the pods of a workflow say. */
export default class Logs extends TentacularCommand<LogRecord[]> {
  static override summary = "Show what the pods of a workflow say";
  static override description =
    "All pods, with the pod's name before each line when there are several. On a terminal for eyes, else one JSON object a line.";
  static override examples = ["<%= config.bin %> logs hello", "<%= config.bin %> logs hello -f --since 10m"];
  static override args = { name: workflowArg };
  static override flags = {
    ...workflowFlags,
    follow: Flags.boolean({ char: "f", description: "Go on until Ctrl-C, with pods that come later" }),
    tail: Flags.integer({ default: 100, min: 0, helpValue: "LINES", description: "Last lines of each pod" }),
    since: durationFlag({ description: "Only lines younger than this" }),
  };

  protected async execute(): Promise<Outcome<LogRecord[]>> {
    const { args, flags } = await this.parse(Logs);
    if (flags.follow && flags.output === "json") throw streamsAlready();
    const { workflow, ...target } = await workflowTarget(args.name, flags);
    const kube = await Kube.connect(target);
    const options = { workflow, tail: flags.tail, sinceMs: flags.since };
    const readable = process.stdout.isTTY === true;
    if (flags.follow) {
      const write = (record: LogRecord, namesPods: boolean) =>
        void process.stdout.write(`${logWriter({ readable, namesPods })(record)}\n`);
      await followLogs(kube, { ...options, write, signal: this.interrupted });
      return { summary: "", result: [] };
    }
    const { pods, records } = await readLogs(kube, options);
    const line = logWriter({ readable, namesPods: pods.length > 1 });
    const summary = `${count(records.length, "line")} of ${count(pods.length, "pod")}`;
    return { summary, result: records, view: () => records.map(line).join("\n") };
  }
}

function streamsAlready(): TentacularError {
  return new TentacularError("--follow streams lines, so it cannot end in one JSON document", {
    code: "FLAGS-EXCLUDE",
    remedy: "Leave out -o json: in a pipe every line is a JSON object already",
    exit: "usage",
  });
}
