import type { TentacularError } from "../../src/errors.ts";
import { type ModuleSources, moduleSources } from "../modules/module-sources.ts";
import { ModuleStock } from "../modules/module-stock.ts";
import { ModuleSupply } from "../modules/module-supply.ts";
import type { Breakage } from "../runner/broken-node.ts";
import { kinds } from "../wire/frame.ts";
import type { LoadedWorkflow } from "../wire/reading.ts";
import { asBroken } from "./as-broken.ts";
import { CrewMember, type CrewTools } from "./crew-member.ts";
import type { Flags } from "./flags.ts";
import { likelyRights } from "./likely-rights.ts";
import type { Log } from "./log.ts";
import { nodeBroken } from "./node-broken.ts";
import { Redactor } from "./redactor.ts";
import type { RunRecord } from "./run-record.ts";
import type { RunnerProcess } from "./runner-process.ts";
import { type RunnerRights, rightsOf } from "./runner-rights.ts";
import { RunnerSupply } from "./runner-supply.ts";
import { WorkflowReader } from "./workflow-reader.ts";
import { writeLogFrame } from "./write-log-frame.ts";

/** Memory of the container that is not the runner's own: the supervisor, and room to notice growth. MiB. */
const reserve = 96;
const MiB = 1024 * 1024;
/** Of what a runner may hold, the part that its JavaScript heap may: the rest is Deno's own, and arrays of bytes. */
const heapShare = 0.8;
/** Of what a runner may hold, the part that one result may be: it is there as values, as text, and on its way. */
const resultShare = 0.1;
/** Loading is reading, stripping types and what modules do at their top level: moments, also on a slow machine. */
const loadMs = 20_000;
/** With modules that a server may have to build first. */
const loadRemoteMs = 60_000;

/** What the crew tells the engine. */
export type CrewListener = {
  finished: CrewTools["events"]["finished"];
  /** A runner died; these runs, not begun, want to go back into the queue. */
  lost(unbegun: RunRecord[]): void;
  /** The crew serves again, or is broken. */
  changed(): void;
};

/** The runner that serves new runs, its replacement when it dies or the code changes, and one that starts before it is wanted. */
export class Crew {
  readonly #flags: Flags;
  readonly #log: Log;
  readonly #listener: CrewListener;
  readonly #reader: WorkflowReader;
  readonly #retired = new Set<CrewMember>();
  #member: CrewMember | undefined;
  /** It runs the top level of the nodes' modules, which may never end. */
  #loading: RunnerProcess | undefined;
  readonly #runners: RunnerSupply;
  /** Of the workflow that was read last. */
  #rights: RunnerRights | undefined;
  #loads = 0;
  /** Ends what an older load still waits for. */
  #superseded = new AbortController();
  readonly #closing = new AbortController();
  readonly #modules: ModuleSupply;
  readonly #stock: ModuleStock;
  readonly #sources: ModuleSources;
  redactor = new Redactor({});
  /** Why nothing can be served until the files are mended. */
  broken: TentacularError | undefined;
  restarts = 0;

  constructor(flags: Flags, log: Log, listener: CrewListener) {
    this.#flags = flags;
    this.#reader = new WorkflowReader(flags);
    this.#log = log;
    this.#listener = listener;
    this.#sources = moduleSources(flags);
    this.#runners = new RunnerSupply({ sources: this.#sources, heap: this.#heap, closing: this.#closing.signal });
    this.#modules = new ModuleSupply({
      sources: this.#sources,
      // At the desk somebody waits for the answer.
      within: this.#sources.unlocked ? 0 : flags["module-wait"],
      onWait: ({ code, message, remedy }) => log.warn({ event: "modules-awaited", code, msg: message, remedy }),
    });
    this.#stock = new ModuleStock(this.#sources, this.#modules);
  }

  /** The module that a start waits for, and why. */
  get waiting(): TentacularError | undefined {
    return this.#modules.waiting;
  }

  /** The runner that takes new runs; undefined while one is being made. */
  get member(): CrewMember | undefined {
    return this.#member?.gone ? undefined : this.#member;
  }

  /** Runs in all runners. */
  get active(): number {
    let sum = this.#member?.active ?? 0;
    for (const { active } of this.#retired) sum += active;
    return sum;
  }

  /** MiB that a runner may hold of its own. */
  get memory(): number {
    return Math.max(32, this.#flags.memory - reserve);
  }

  get #heap(): number {
    return Math.floor(this.memory * heapShare);
  }

  /**
   * Reads everything anew and serves it from a fresh runner; the runner before finishes what it has.
   * What is wrong with the files is kept in `broken`. Of two at once, the later one counts.
   */
  async load(): Promise<void> {
    const turn = ++this.#loads;
    this.#retire();
    this.#loading?.kill();
    this.#superseded.abort();
    this.#superseded = new AbortController();
    const outcome = await this.#fresh(turn).catch((error: unknown) => asBroken(error));
    if (this.#late(turn)) {
      if (outcome instanceof CrewMember) outcome.kill();
      return;
    }
    this.broken = outcome instanceof CrewMember ? undefined : outcome;
    this.#member = outcome instanceof CrewMember ? outcome : undefined;
    if (this.#flags.watch) this.#reader.prepare();
    if (this.#flags.watch && this.#rights) this.#runners.prepare(this.#rights);
    this.#listener.changed();
  }

  /** Ends all runners at once; answers when those that were being started have left nothing behind. */
  async close(): Promise<void> {
    this.#reader.close();
    for (const member of [...this.#retired, this.#member]) member?.kill();
    this.#closing.abort();
    await this.#runners.settled();
  }

  #retire(): void {
    const member = this.#member;
    this.#member = undefined;
    if (member === undefined) return;
    this.#retired.add(member);
    member.dismiss();
  }

  /** A newer load has begun, or none counts any more. */
  #late(turn: number): boolean {
    return turn !== this.#loads || this.#closing.signal.aborted;
  }

  async #fresh(turn: number): Promise<CrewMember> {
    const [read] = await Promise.all([this.#reader.read(), this.#foresee()]);
    const workflow = this.#bounded(read);
    const rights = rightsOf(workflow, this.#flags.workflow);
    this.#rights = rights;
    this.redactor = new Redactor(workflow.request.secrets);
    const closing = AbortSignal.any([this.#closing.signal, this.#superseded.signal]);
    await this.#stock.fill(workflow.imports, closing);
    const process = await this.#runners.take(rights);
    // What modules say at their top level, while they are loaded.
    process.onFrame = (frame) => {
      if (frame.kind === kinds.log) writeLogFrame(frame, { log: this.#log, redactor: this.redactor });
    };
    process.onOutput = (text) => this.#log.info({ event: "runner-output", msg: this.redactor.text(text.trimEnd()) });
    const breakage = await this.#loadInto(process, workflow, turn);
    if (breakage === undefined) return new CrewMember(process, workflow, this.#tools());
    process.kill();
    throw nodeBroken(breakage);
  }

  /** While the workflow is read, a runner starts with the rights that it had, or will most likely have. */
  async #foresee(): Promise<void> {
    const rights = this.#rights ?? (await likelyRights(this.#flags));
    if (rights) this.#runners.prepare(rights);
  }

  #bounded(workflow: LoadedWorkflow): LoadedWorkflow {
    const { request } = workflow;
    const maxResult = Math.min(request.maxResult, Math.floor(this.memory * MiB * resultShare));
    return { ...workflow, request: { ...request, maxResult } };
  }

  async #loadInto(process: RunnerProcess, workflow: LoadedWorkflow, turn: number): Promise<Breakage | undefined> {
    const { request, imports } = workflow;
    if (this.#late(turn)) return { file: "workflow.yaml", message: "A newer load has begun" };
    this.#loading = process;
    const breakage = await process.load(request, imports.open || this.#sources.any ? loadRemoteMs : loadMs);
    if (this.#loading === process) this.#loading = undefined;
    return breakage;
  }

  #tools(): CrewTools {
    return {
      log: this.#log,
      redactor: this.redactor,
      memory: this.memory,
      heap: this.#heap,
      events: { finished: this.#listener.finished, lost: (member, unbegun) => this.#lose(member, unbegun) },
    };
  }

  #lose(member: CrewMember, unbegun: RunRecord[]): void {
    if (this.#retired.delete(member) && unbegun.length === 0) return;
    this.#listener.lost(unbegun);
    if (member !== this.#member || this.#closing.signal.aborted) return;
    this.#member = undefined;
    this.restarts++;
    this.#log.warn({ event: "runner-replaced", msg: "The runner is gone; a new one is being started" });
    void this.load();
  }
}
