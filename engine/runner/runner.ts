import { NodeContext } from "../context/node-context.ts";
import type { Channel } from "../wire/channel.ts";
import { collectGarbage } from "../wire/collect-garbage.ts";
import { type Frame, kinds } from "../wire/frame.ts";
import type { LoadRequest } from "../wire/load-request.ts";
import type { LogHead } from "../wire/log-head.ts";
import { runDetailsText } from "../wire/run-details-text.ts";
import { SpentBytes } from "../wire/spent-bytes.ts";
import { wholeMessage } from "../wire/whole-message.ts";
import type { Workplace } from "./attempt.ts";
import { BrokenNode } from "./broken-node.ts";
import { ConnectLimit } from "./connect-limit.ts";
import { Deadlines } from "./deadlines.ts";
import { executeRun, type LoadedWorkflow } from "./execute-run.ts";
import { finalFailures } from "./final-failures.ts";
import { limitConnects } from "./limit-connects.ts";
import { limitSockets } from "./limit-sockets.ts";
import { loadNodes } from "./load-nodes.ts";
import type { Marks } from "./marks.ts";
import { native } from "./native.ts";
import { resultText } from "./result-text.ts";
import { Run } from "./run.ts";
import { stir } from "./stir.ts";

const logBacklog = 8 * 1024 * 1024;

/** Serves the supervisor: loads one workflow, then executes runs side by side. */
export class Runner {
  readonly #channel: Channel;
  readonly #marks: Marks;
  readonly #proxied: boolean;
  #serving: { workplace: Workplace; workflow: LoadedWorkflow } | undefined;
  #lostLines = 0;
  readonly #spent = new SpentBytes();

  constructor(channel: Channel, marks: Marks, { proxied }: { proxied: boolean }) {
    this.#channel = channel;
    this.#marks = marks;
    this.#proxied = proxied;
  }

  receive(frame: Frame): void {
    if (frame.kind === kinds.run) void this.#run(frame);
    else if (frame.kind === kinds.ping) this.#channel.send(kinds.pong, 0, "", "");
    else if (frame.kind === kinds.tidy) collectGarbage("last-resort");
    else if (frame.kind === kinds.load) void this.#load(native.parse(frame.head));
  }

  /** Sends a line; lines that the supervisor cannot take in time are counted and dropped. */
  log(head: LogHead, text: string): void {
    if (this.#channel.backlog > logBacklog) {
      this.#lostLines++;
      return;
    }
    if (this.#lostLines > 0) text = `${text} (${this.#lostLines} lines before this were dropped)`;
    this.#lostLines = 0;
    this.#channel.send(kinds.log, 0, native.stringify(head), text);
  }

  async #load(request: LoadRequest): Promise<void> {
    try {
      await this.#limit(request);
      const nodes = await loadNodes(request);
      const stages = request.stages.map((stage) => stage.flatMap((index) => nodes[index] ?? []));
      this.#serving = { workplace: this.#workplace(request), workflow: { nodes, stages } };
      this.#channel.send(kinds.loaded, 0, "", "");
    } catch (error) {
      const breakage = error instanceof BrokenNode ? error.breakage : { message: String(error), file: "workflow.yaml" };
      this.#channel.send(kinds.broken, 0, native.stringify(breakage), "");
    }
  }

  /** Before any node code is there that could keep the unlimited functions for itself. */
  async #limit({ connectTimeoutMs, sockets }: LoadRequest): Promise<void> {
    limitConnects(new ConnectLimit(connectTimeoutMs), { proxied: this.#proxied });
    if (sockets) await limitSockets(connectTimeoutMs);
  }

  #workplace(request: LoadRequest): Workplace {
    return {
      request,
      deadlines: new Deadlines(request.timeoutMs),
      final: finalFailures,
      enter: (attempt) => {
        this.#marks.enter(attempt);
        if (attempt.run.finished) stir();
      },
      contextOf: (attempt) => new NodeContext(attempt),
      log: (head, text) => this.log(head, text),
    };
  }

  async #run(frame: Frame): Promise<void> {
    if (this.#serving === undefined) return;
    const { workplace, workflow } = this.#serving;
    const input = frame.body.length === 0 ? {} : native.parse(frame.body);
    const run = new Run(workplace.request, { number: frame.run, id: frame.head, input: input ?? {} });
    await executeRun(workplace, workflow, run);
    const text = resultText(run, {
      maxBytes: workplace.request.maxResult,
      onRefused: ({ node, ...failure }) => this.log({ level: "error", runId: run.id, node }, wholeMessage(failure)),
    });
    run.finished = true;
    this.#channel.send(run.failed ? kinds.failed : kinds.succeeded, run.number, detailsText(run), text);
    this.#spent.add(frame.body.length + text.length);
  }
}

function detailsText({ attempts, failures, nodeTimings, startedAt, completedAt }: Run): string {
  let executed = 0;
  for (const _ in nodeTimings) executed++;
  return runDetailsText({ durationMs: completedAt - startedAt, executed, attempts, failures }, native.stringify);
}
