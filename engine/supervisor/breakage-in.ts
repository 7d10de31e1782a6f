import { importComplaint } from "../modules/import-complaint.ts";
import type { Breakage } from "../runner/broken-node.ts";

/** What Deno said when modules could not be fetched, as a breakage of the lock. */
export function breakageIn(said: string): Breakage {
  return { file: "deno.lock", message: `The modules cannot be fetched: ${said}`, ...importComplaint(said) };
}
