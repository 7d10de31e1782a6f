import { Attempt } from "./attempt.ts";

/** Makes methods of `owner` that wait say, when they answer, whose code goes on; those that are not there are left out. */
export function resumeAfter(owner: object, names: readonly string[]): void {
  for (const name of names) {
    const original: unknown = Reflect.get(owner, name);
    if (typeof original !== "function") continue;
    const value = function (this: unknown, ...given: unknown[]) {
      const answer: unknown = Reflect.apply(original, this, given);
      return answer instanceof Promise && Attempt.current !== undefined ? resumed(answer) : answer;
    };
    Object.defineProperty(owner, name, { value, writable: true, configurable: true });
  }
}

async function resumed(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } finally {
    Attempt.current?.resume();
  }
}
