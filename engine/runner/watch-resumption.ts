import { Attempt } from "./attempt.ts";
import { native } from "./native.ts";
import { reportLateError } from "./report-late-error.ts";

/**
 * Makes timers and `fetch` say whose code goes on after the wait, so that a loop after an `await` is blamed on the
 * right node, and what a timer throws is told to its run.
 */
export function watchResumption(): void {
  const { setTimeout, setInterval, fetch } = native;
  Object.assign(globalThis, {
    setTimeout: (callback: unknown, ...rest: []) => setTimeout(watched(callback), ...rest),
    setInterval: (callback: unknown, ...rest: []) => setInterval(watched(callback), ...rest),
    fetch: async (...request: Parameters<typeof fetch>) => {
      const response = await fetch(...request);
      Attempt.current?.resume();
      return response;
    },
  });
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
