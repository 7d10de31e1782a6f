import { type Frame, kinds } from "../wire/frame.ts";
import type { LoadedWorkflow } from "../wire/reading.ts";
import { type NodeFailure, readRunDetails } from "../wire/run-details.ts";
import type { Log } from "./log.ts";
import { orphanEnd } from "./orphan-end.ts";
import { redactErrors } from "./redact-errors.ts";
import type { Redactor } from "./redactor.ts";
import type { RunEnd, RunRecord } from "./run-record.ts";
import type { RunnerEnd, RunnerProcess } from "./runner-process.ts";
import { Watchdog } from "./watchdog.ts";
import { writeLogFrame } from "./write-log-frame.ts";

const MiB = 1024 * 1024;

/** What a runner at work tells. */
export type CrewEvents = {
  /** A run has its result. */
  finished(run: RunRecord, end: RunEnd): void;
  /** The process is gone; these runs it had not begun. */
  lost(member: CrewMember, unbegun: RunRecord[]): void;
};

/** What a runner at work needs of its supervisor; `memory` is the bound for its own memory, `heap` for the JavaScript heap in it, in MiB. */
export type CrewTools = { log: Log; redactor: Redactor; memory: number; heap: number; events: CrewEvents };

/** A runner that has loaded the workflow and serves runs, with its watchdog. */
export class CrewMember {
  readonly workflow: LoadedWorkflow;
  readonly #process: RunnerProcess;
  readonly #tools: CrewTools;
  readonly #runs = new Map<number, RunRecord>();
  readonly #watchdog: Watchdog;
  #numbers = 0;
  #condemned: "hang" | "memory" | "stop" | undefined;
  #dismissed = false;
  /** The process has ended; it takes no more runs. */
  gone = false;

  constructor(process: RunnerProcess, workflow: LoadedWorkflow, tools: CrewTools) {
    this.#process = process;
    this.workflow = workflow;
    this.#tools = tools;
    this.#watchdog = this.#watch();
    process.onFrame = (frame) => this.#receive(frame);
    process.onStir = () => this.#watchdog.wake();
    void process.ended.then((end) => this.#settle(end));
  }

  get busy(): boolean {
    return this.#runs.size > 0;
  }

  get pid(): number {
    return this.#process.pid;
  }

  get active(): number {
    return this.#runs.size;
  }

  /** Bytes of memory that are its own, as last seen. */
  get resident(): number {
    return this.#watchdog.resident;
  }

  execute(run: RunRecord): void {
    run.number = ++this.#numbers;
    run.startedAt = Date.now();
    run.request = this.workflow.request;
    this.#runs.set(run.number, run);
    this.#process.send(kinds.run, run.number, run.id, run.input);
    this.#watchdog.wake();
  }

  /** Nothing is to be done for a while. */
  rest(): void {
    this.#process.send(kinds.tidy, 0);
  }

  /** No more runs will come: ends when those it has are finished. */
  dismiss(): void {
    this.#dismissed = true;
    if (!this.busy) this.kill();
  }

  /** Ends the process; runs that it still has are told so. */
  kill(): void {
    this.#condemned ??= "stop";
    this.#watchdog.stop();
    this.#process.kill();
  }

  #watch(): Watchdog {
    return new Watchdog({
      pid: this.#process.pid,
      timeoutMs: this.workflow.request.timeoutMs,
      memory: this.#tools.memory * MiB,
      busy: () => this.busy,
      ping: () => this.#process.send(kinds.ping, 0),
      mark: () => this.#process.mark(),
      condemn: (why) => {
        this.#condemned = why;
        this.#process.kill();
      },
    });
  }

  #receive(frame: Frame): void {
    if (frame.kind === kinds.succeeded) this.#finish(frame.run, { success: true, result: frame.body }, frame.head);
    else if (frame.kind === kinds.failed) this.#fail(frame);
    else if (frame.kind === kinds.pong) this.#watchdog.heard();
    else if (frame.kind === kinds.log) writeLogFrame(frame, this.#tools);
  }

  #fail({ run, body, head }: Frame): void {
    this.#finish(run, { success: false, result: redactErrors(body, this.#tools.redactor) }, head);
  }

  #finish(number: number, end: RunEnd, details: string): void {
    const run = this.#runs.get(number);
    if (run === undefined) return;
    this.#runs.delete(number);
    const known = details === "" ? undefined : readRunDetails(details);
    if (known) end.details = known;
    this.#tools.events.finished(run, end);
    if (this.#dismissed && !this.busy) this.kill();
  }

  /** The process is gone: every run it had begun gets exactly one result; those it had not begun can still be run. */
  #settle(end: RunnerEnd): void {
    this.gone = true;
    this.#watchdog.stop();
    const mark = this.#process.mark();
    const runs = [...this.#runs.values()];
    this.#runs.clear();
    const unbegun = runs.filter(({ number }) => number > (mark?.newestRun ?? 0));
    const node = this.workflow.request.nodes[mark?.node ?? 0]?.name ?? "unknown";
    const failure: NodeFailure = { node, ...this.#cause(node, end) };
    for (const run of runs.filter((run) => !unbegun.includes(run))) {
      const guilty = run.number === mark?.run || this.#condemned === "stop";
      this.#tools.events.finished(run, orphanEnd(run, guilty ? failure : bystander(failure)));
    }
    this.#tools.events.lost(this, unbegun);
  }

  #cause(node: string, { signal, code, output }: RunnerEnd): { code: string; message: string } {
    const { timeoutMs } = this.workflow.request;
    if (this.#condemned === "hang") {
      return { code: "node-timeout", message: `Node "${node}" timed out after ${timeoutMs}ms and did not let go` };
    }
    if (this.#condemned === "stop") {
      return { code: "engine-stopped", message: "The engine was stopped before this run had ended" };
    }
    if (this.#condemned === "memory") {
      return { code: "node-memory", message: `Node "${node}" used more than ${this.#tools.memory} MiB of memory` };
    }
    if (/out of memory|heap limit/i.test(output)) {
      const message = `Node "${node}" used more than ${this.#tools.heap} MiB of memory for its JavaScript values`;
      return { code: "node-memory", message };
    }
    return { code: "node-crash", message: `Node "${node}" ended the runner (${signal ?? `exit code ${code}`})` };
  }
}

function bystander({ message }: NodeFailure): NodeFailure {
  return {
    node: "runner_replaced",
    code: "runner_replaced",
    message: `The runner was replaced while this run was in it; the run was not repeated. Cause, in another run: ${message}`,
    remedy: "Start the run again",
  };
}
