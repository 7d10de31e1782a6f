import { Attempt } from "./attempt.ts";
import { native } from "./native.ts";
import { reportLateError } from "./report-late-error.ts";

/**
 * Makes timers and `fetch` say whose code goes on after the wait, so that a loop after an `await` is blamed on the
 * right node, and what a timer throws is told to its run.
 */
export function watchResumption(): void {
  const { fetch } = native;
  watchTimer("setTimeout");
  watchTimer("setInterval");
  Object.assign(globalThis, {
    fetch: async (...request: Parameters<typeof fetch>) => {
      const response = await fetch(...request);
      Attempt.current?.resume();
      return response;
    },
  });
}

/** Deno makes a timer function when it is first asked for, out of its layer for Node; so it is here, for 3 MiB. */
function watchTimer(name: "setTimeout" | "setInterval"): void {
  const made = Object.getOwnPropertyDescriptor(globalThis, name);
  const define = (value: unknown) =>
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true });
  const get = () => {
    const timer: typeof setTimeout = made?.get ? made.get.call(globalThis) : made?.value;
    define((callback: unknown, ...rest: []) => timer(watched(callback), ...rest));
    return globalThis[name];
  };
  Object.defineProperty(globalThis, name, { get, set: define, configurable: true, enumerable: true });
}

function watched(callback: unknown): () => void {
  const attempt = Attempt.current;
  if (attempt === undefined || typeof callback !== "function") return callback as () => void;
  return (...args: unknown[]) => {
    attempt.resume();
    try {
      callback(...args);
    } catch (error) {
      reportLateError(attempt, error);
    }
  };
}
