import { type DenoCore, denoCore } from "../wire/deno-core.ts";

/** A value that follows code over every `await`, timer and event, as Node's `AsyncLocalStorage` has it. */
export type AsyncValue<T> = {
  get(): T | undefined;
  /** Calls `work`; the value is in place there and in all that follows from it. */
  run<R>(value: T, work: () => R): R;
};

/** Made of what Deno has at its core, or of Node's `AsyncLocalStorage` where that is not to be had. */
export async function asyncValue<T extends object>(): Promise<AsyncValue<T>> {
  return denoCore ? ofCore(denoCore) : await ofNode();
}

function ofCore<T>(core: DenoCore): AsyncValue<T> {
  const run = <R>(value: T, work: () => R): R => {
    const before = core.getAsyncContext<T>();
    // What others have put there goes on as well.
    core.setAsyncContext<T>({ ...before, tentacular: value });
    try {
      return work();
    } finally {
      core.setAsyncContext(before);
    }
  };
  return { get: () => core.getAsyncContext<T>()?.tentacular, run };
}

async function ofNode<T>(): Promise<AsyncValue<T>> {
  const { AsyncLocalStorage } = await import("node:async_hooks");
  const storage = new AsyncLocalStorage<T>();
  return { get: () => storage.getStore(), run: (value, work) => storage.run(value, work) };
}
