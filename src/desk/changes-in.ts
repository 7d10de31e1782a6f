import { watch } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";

/** Editors save in several steps; all that happens within this time is one change. */
const settleMs = 60;

/** Yields whenever files of a workflow change, until the signal says enough. */
export async function* changesIn(dir: string, signal: AbortSignal): AsyncGenerator<void> {
  const aborted = new Promise<IteratorResult<never>>((resolve) => {
    signal.addEventListener("abort", () => resolve({ done: true, value: undefined }), { once: true });
  });
  const events = watch(dir, { recursive: true, signal })[Symbol.asyncIterator]();
  const next = () => Promise.race([events.next(), aborted]);
  for (let event = await next(); !event.done; event = await next()) {
    if (!matters(event.value.filename)) continue;
    await wait(settleMs);
    yield;
  }
}

function matters(file: string | null): boolean {
  return file !== null && /\.(ts|js|mjs|json|yaml|yml)$/.test(file) && !/(^|[\\/])(\.git|node_modules)[\\/]/.test(file);
}
