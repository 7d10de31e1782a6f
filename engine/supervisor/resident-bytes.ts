import { ownBytesIn } from "./own-bytes-in.ts";

/** Memory that is the process's own, in bytes. Undefined when it cannot be told, as of a process that is gone. */
export function residentBytes(pid: number): number | undefined {
  try {
    return ownBytesIn(Deno.readTextFileSync(`/proc/${pid}/status`));
  } catch {
    return undefined;
  }
}
