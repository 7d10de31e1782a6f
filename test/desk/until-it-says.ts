import { setTimeout as wait } from "node:timers/promises";

/** Runs the workflow that is served at `url` until its answer holds the word; how long that took, in milliseconds. */
export async function untilItSays(url: string, word: string): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < 10_000) {
    const answer = await fetch(`${url}/run`, { method: "POST", body: "{}" });
    if ((await answer.text()).includes(word)) return performance.now() - began;
    await wait(2);
  }
  throw new Error(`Never said ${word}`);
}
