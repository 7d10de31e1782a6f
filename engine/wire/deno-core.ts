/** What follows code over every `await`. Deno's own variables in it are numbered, so a word of ours meets none of them. */
export type Place<T> = { tentacular?: T };

/** Something to be called when the loop has turned, as Deno's loop wants it. */
type Immediate = {
  _onImmediate(): void;
  _argv: undefined;
  _destroyed: boolean;
  _idleNext: null;
  _idlePrev: null;
  [refed: symbol]: boolean;
};

/** A timer of Deno's, made for itself. */
type SystemTimer = { readonly _destroyed: boolean };

/**
 * What Deno keeps for itself, and its layer for Node is made of, timers among it. To use it directly spares a process
 * that layer, about 3 MiB, and an entry in a weak map for each call of a node.
 */
export type DenoCore = {
  getAsyncContext<T>(): Place<T> | undefined;
  setAsyncContext<T>(place: Place<T> | undefined): void;
  queueImmediate(immediate: Immediate): void;
  immediateRefCount(more: boolean): void;
  kRefed: symbol;
  /** @param refed the process is kept until it is over */
  createSystemTimer(work: () => void, ms: number, refed: boolean): SystemTimer;
  cancelTimer(timer: SystemTimer): void;
};

const wanted = [
  "getAsyncContext",
  "setAsyncContext",
  "queueImmediate",
  "immediateRefCount",
  "createSystemTimer",
  "cancelTimer",
];

/** Undefined in a Deno that has put it elsewhere, and outside of Deno. */
export const denoCore: DenoCore | undefined = found();

function found(): DenoCore | undefined {
  if (!("Deno" in globalThis)) return undefined;
  const core = Reflect.get(Deno, Reflect.get(Deno, "internal"))?.core;
  const whole = typeof core?.kRefed === "symbol" && wanted.every((name) => typeof core[name] === "function");
  return whole ? core : undefined;
}
