import { denoCore } from "./deno-core.ts";

/** Calls `work` after `ms` milliseconds, unless the answer is called before. */
export function after(ms: number, work: () => void): () => void {
  if (denoCore) {
    const timer = denoCore.createSystemTimer(work, ms, true);
    return () => denoCore?.cancelTimer(timer);
  }
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
}
