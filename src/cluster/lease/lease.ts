import { setTimeout as sleep } from "node:timers/promises";
import { TentacularError } from "../../errors.ts";
import type { Progress } from "../../output/progress.ts";
import type { Kube } from "../api/kube.ts";
import { leaseDecision } from "./lease-decision.ts";
import { LeaseObject } from "./lease-object.ts";
import type { LeaseState } from "./lease-state.ts";
import { Renewal } from "./renewal.ts";

const lookEveryMs = 1000;

/** What is about to be done to which workflow. */
export type LeaseOptions = {
  workflow: string;
  action: "deploy" | "rollback" | "undeploy";
  progress: Progress;
  /** Interrupts the work; the lease is given back all the same. */
  signal?: AbortSignal | undefined;
};

/** The right to change one workflow, for as long as it is renewed. */
export type Lease = {
  /** Aborts when the work is interrupted, or the lease lost: somebody took it over because we did not renew in time. */
  signal: AbortSignal;
  /** Throws LEASE-LOST when it was lost, INTERRUPTED after an interrupt; call it before each step that changes things. */
  assertHeld(): Promise<void>;
};

/**
 * Runs `work` while holding the Lease `<workflow>-deploy`. Of two that ask, one gets it; the other fails with exit
 * "conflict" and says who holds it. The lease of a program that died is taken over once it has expired (15 s).
 */
export async function withLease<T>(kube: Kube, options: LeaseOptions, work: (lease: Lease) => Promise<T>): Promise<T> {
  const { workflow, progress, signal: interrupt } = options;
  // Listening all the time keeps an interrupted process alive long enough to give the lease back.
  const say = () => progress.warn("Interrupted; leaving things in order");
  interrupt?.addEventListener("abort", say);
  try {
    const held = await acquire(kube, options);
    return await whileHeld(held, { kube, workflow, interrupt }, work);
  } finally {
    interrupt?.removeEventListener("abort", say);
  }
}

type Held = { kube: Kube; workflow: string; interrupt: AbortSignal | undefined };

async function whileHeld<T>(
  held: LeaseObject,
  { kube, workflow, interrupt }: Held,
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  const renewal = new Renewal(held, leaseLost(kube, workflow));
  const signal = interrupt ? AbortSignal.any([renewal.lost, interrupt]) : renewal.lost;
  const assertHeld = async () => {
    await renewal.assertHeld();
    signal.throwIfAborted();
  };
  try {
    return await work({ signal, assertHeld });
  } catch (error) {
    // What was broken off says that it was interrupted; the loss is why.
    const brokenOff = error instanceof TentacularError && error.code === "INTERRUPTED";
    throw brokenOff && renewal.lost.aborted ? renewal.lost.reason : error;
  } finally {
    await renewal.end();
    await held.release();
  }
}

function leaseLost(kube: Kube, workflow: string): TentacularError {
  return new TentacularError(`The lease "${workflow}-deploy" was lost while working under it`, {
    code: "LEASE-LOST",
    remedy: `Look at the workflow with ${kube.here(`tntc status ${workflow}`)}, then run the command again`,
    exit: "conflict",
  });
}

async function acquire(kube: Kube, options: LeaseOptions): Promise<LeaseObject> {
  const mine = new LeaseObject(kube, options);
  options.signal?.throwIfAborted();
  // Hardly ever is there one already, so nobody asks first.
  if (await mine.create()) return mine;
  const first = await mine.read();
  options.signal?.throwIfAborted();
  if (first === undefined) {
    if (await mine.create()) return mine;
    throw conflict(kube, options, await mine.read());
  }
  await waitUntilExpired(kube, mine, first, options);
  if (await mine.takeOver(first)) return mine;
  throw conflict(kube, options, await mine.read());
}

/** Returns when the holder has not renewed for its whole time; throws as soon as it shows that it lives. */
async function waitUntilExpired(
  kube: Kube,
  mine: LeaseObject,
  first: LeaseState,
  options: LeaseOptions,
): Promise<void> {
  const { progress, signal } = options;
  let decision = leaseDecision(first, first, kube.now());
  if (decision === "wait") progress.step(waiting(first));
  while (decision === "wait") {
    await sleep(lookEveryMs, undefined, signal ? { signal } : {});
    const latest = await mine.read();
    decision = leaseDecision(first, latest, kube.now());
    if (decision === "held") throw conflict(kube, options, latest ?? first);
  }
}

function waiting({ holder, since }: LeaseState): string {
  return `Somebody is changing this workflow (${holder} since ${time(since)}); waiting to see whether they are alive`;
}

function time(iso: string): string {
  return `${iso.slice(0, 19)}Z`;
}

const inWords = { deploy: "deploy", rollback: "roll back", undeploy: "undeploy" };

function conflict(kube: Kube, { workflow, action }: LeaseOptions, holder: LeaseState | undefined): TentacularError {
  const who = holder === undefined ? "Somebody else" : `"${holder.holder}"`;
  const since = holder === undefined ? "" : ` since ${time(holder.since)}`;
  const doing = inWords[action];
  return new TentacularError(`Cannot ${doing} "${workflow}": ${who} has been changing it${since}`, {
    code: "LEASE-HELD",
    remedy: `Wait until it is done, look with ${kube.here(`tntc status ${workflow}`)}, then ${doing} again`,
    exit: "conflict",
    result: holder && { holder: holder.holder, since: holder.since },
  });
}
