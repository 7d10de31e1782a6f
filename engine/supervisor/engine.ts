import { TentacularError } from "../../src/errors.ts";
import { Intake } from "../http/intake.ts";
import { after } from "../wire/after.ts";
import { collectGarbage } from "../wire/collect-garbage.ts";
import { pause } from "../wire/pause.ts";
import { SpentBytes } from "../wire/spent-bytes.ts";
import { Crew } from "./crew.ts";
import type { Flags } from "./flags.ts";
import { History } from "./history.ts";
import type { Line, Log } from "./log.ts";
import { Lull } from "./lull.ts";
import { Metrics } from "./metrics.ts";
import { orphanEnd } from "./orphan-end.ts";
import { type RunEnd, RunRecord, type RunRequest } from "./run-record.ts";

const historyBytes = 8 * 1024 * 1024;
/** Inputs of runs that have no result yet, in characters. */
const openInputs = 32 * 1024 * 1024;
const lookEveryMs = 10;

/**
 * Admission, queue and book-keeping: a {@link RunRequest} goes in, a run with exactly one result comes out.
 * Runs wait while a runner is being replaced; none is ever begun twice.
 */
export class Engine {
  readonly flags: Flags;
  readonly log: Log;
  readonly history: History;
  readonly metrics = new Metrics();
  readonly crew: Crew;
  readonly intake: Intake;
  /** Of requests and results that were answered. */
  readonly spent = new SpentBytes();
  /** Called after each attempt to load the workflow, good or bad. */
  onLoad: () => void = () => {};
  /** Requests that have no answer yet. */
  requests = 0;
  #queue: RunRecord[] = [];
  readonly #lull = new Lull(() => this.#rest());
  #draining = false;
  #stopped = false;
  #openInputs = 0;
  #loadedOnce = false;
  readonly #firstLoad = Promise.withResolvers<void>();

  constructor(flags: Flags, log: Log) {
    this.flags = flags;
    this.log = log;
    this.history = new History({ count: flags.history, bytes: historyBytes });
    this.intake = new Intake({ memory: flags.memory, maxBody: flags["max-body"] });
    this.crew = new Crew(flags, log, {
      finished: (run, end) => this.#finish(run, end),
      lost: (unbegun) => this.#requeue(unbegun),
      changed: () => this.#changed(),
    });
  }

  /** Runs that a runner has. */
  get inFlight(): number {
    return this.crew.active;
  }

  get queued(): number {
    return this.#queue.length;
  }

  /** A workflow is loaded and the engine is not about to end. While a runner is replaced, runs wait: still ready. */
  get ready(): boolean {
    return this.#loadedOnce && !this.#draining && this.crew.broken === undefined;
  }

  /** Answers when the first load has come to an end, good or bad; at the latest after `ms`. */
  async tried(ms: number): Promise<void> {
    const late = Promise.withResolvers<void>();
    const disarm = after(ms, late.resolve);
    await Promise.race([this.#firstLoad.promise, late.promise]);
    disarm();
  }

  /**
   * Begins a run, or answers the one that already has this id.
   * @throws {TentacularError} `QUEUE-FULL`, `ENGINE-STOPPED`, or why the workflow cannot be served
   */
  submit(request: RunRequest): RunRecord {
    const known = this.history.get(request.id);
    if (known) return known;
    if (this.#stopped) throw stopped();
    if (this.crew.broken) throw this.crew.broken;
    const free = this.crew.member !== undefined && this.inFlight < this.flags.concurrency;
    if (!free && this.#queue.length >= this.flags.queue) throw this.#full();
    if (this.#openInputs + request.input.length > openInputs) throw this.#full();
    this.#openInputs += request.input.length;
    const run = new RunRecord(request);
    this.history.add(run);
    this.#queue.push(run);
    this.#pump();
    return run;
  }

  /** It is about to end: whoever asks is told to come back over another connection. */
  get draining(): boolean {
    return this.#draining;
  }

  /** Serves on for `lingerMs`, then until nothing is left to answer; `graceMs` in all. */
  async drain({ lingerMs, graceMs }: { lingerMs: number; graceMs: number }): Promise<void> {
    this.#draining = true;
    const until = Date.now() + graceMs;
    await pause(Math.min(lingerMs, graceMs));
    await this.settled(until - Date.now());
  }

  /** Answers when no run and no request is left, or when `ms` are over. */
  async settled(ms: number): Promise<void> {
    const until = Date.now() + ms;
    while (this.requests + this.inFlight + this.queued > 0 && Date.now() < until) await pause(lookEveryMs);
  }

  /** Ends at once: what still runs or waits is answered as failed. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#refuseQueued(stopped());
    await this.crew.close();
  }

  /** Gives each run that waits its result: it was not begun, and why. */
  #refuseQueued({ code, message, remedy, place }: TentacularError): void {
    const failure = { node: "engine", code: code.toLowerCase(), message, remedy, ...place };
    for (const run of this.#queue.splice(0)) this.#finish(run, orphanEnd(run, failure));
  }

  #full(): TentacularError {
    this.metrics.rejected++;
    const { concurrency, queue } = this.flags;
    return new TentacularError(`${concurrency} runs are under way and ${queue} wait`, {
      code: "QUEUE-FULL",
      remedy: "Send the run again later, or raise deployment.limits.concurrency or .queue in workflow.yaml",
    });
  }

  #pump(): void {
    for (const { member } = this.crew; member && this.inFlight < this.flags.concurrency; ) {
      const run = this.#queue.shift();
      if (run === undefined) return;
      member.execute(run);
    }
  }

  #requeue(runs: RunRecord[]): void {
    for (const run of runs) run.startedAt = undefined;
    this.#queue = [...runs, ...this.#queue];
    if (this.#stopped) this.#refuseQueued(stopped());
    else this.#pump();
  }

  #changed(): void {
    const { broken } = this.crew;
    this.#loadedOnce ||= broken === undefined;
    this.#firstLoad.resolve();
    if (broken) this.#refuseQueued(broken);
    else this.#pump();
    this.onLoad();
  }

  #finish(run: RunRecord, end: RunEnd): void {
    if (!run.finish(end)) return;
    this.#openInputs -= run.input.length;
    this.history.settle(run);
    this.#count(run, end);
    this.#lull.note();
    this.#pump();
  }

  #rest(): void {
    if (this.inFlight > 0) return;
    this.crew.member?.rest();
    collectGarbage("last-resort");
  }

  #count(run: RunRecord, { success, details }: RunEnd): void {
    const { metrics } = this;
    const seconds = (Date.now() - (run.startedAt ?? run.createdAt)) / 1000;
    metrics.countRun({ success, trigger: run.trigger, seconds });
    let extra = 0;
    for (const node in details?.attempts) extra += (details?.attempts[node] ?? 1) - 1;
    metrics.nodeAttempts += extra + (details?.executed ?? run.request?.nodes.length ?? 0);
    metrics.nodeFailures += extra + (details?.failures.length ?? 0);
    const line = { event: "run-finished", run: run.id, trigger: run.trigger, success, durationMs: run.durationMs };
    if (success) this.log.info(line);
    else this.#reportFailure(run, line);
  }

  #reportFailure({ end }: RunRecord, line: Line): void {
    const { metrics } = this;
    const details = end?.details;
    const errors = details?.failures.map(({ node, code, message, file, line: at }) => ({
      node,
      code,
      message,
      file,
      line: at,
    }));
    const redacted = this.crew.redactor.value(JSON.parse(JSON.stringify(errors ?? [])));
    metrics.lastError = { message: this.crew.redactor.text(details?.failures[0]?.message ?? ""), at: Date.now() };
    this.log.error({ ...line, errors: redacted });
  }
}

function stopped(): TentacularError {
  return new TentacularError("The engine was stopped before this run began", {
    code: "ENGINE-STOPPED",
    remedy: "Send the run again; another pod or the next start serves it",
  });
}
