import { recorded } from "./processes.ts";
import type { Site } from "./site.ts";

/** Holds the process of one part, as on a machine that has no time for it, until it is disposed of. */
export async function pausing(site: Site, part: string): Promise<Disposable> {
  const { pid } = (await recorded(site)).get(part) ?? {};
  if (pid === undefined) throw new Error(`No process of "${part}" is known`);
  process.kill(pid, "SIGSTOP");
  return { [Symbol.dispose]: () => void process.kill(pid, "SIGCONT") };
}
