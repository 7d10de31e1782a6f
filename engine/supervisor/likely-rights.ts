import { listedHosts } from "../reader/listed-hosts.ts";
import { readImports } from "../reader/read-imports.ts";
import type { Flags } from "./flags.ts";
import type { RunnerRights } from "./runner-rights.ts";

/**
 * The rights that a workflow will most likely have, told without reading it: a runner may start with them meanwhile.
 * What is read decides: a runner that was given other rights never sees the workflow.
 *
 * @returns undefined when nothing is likely
 */
export async function likelyRights(flags: Flags): Promise<RunnerRights | undefined> {
  const net = listedHosts(flags["allow-net"] ?? "");
  try {
    const dir = await Deno.realPath(flags.workflow);
    // A workflow without a contract may reach everything, and has no map.
    const imports = await readImports(dir, { open: net === "all", file: flags["import-map"], parse: JSON.parse });
    return { net, imports, dirs: [...new Set([dir, flags.workflow])] };
  } catch {
    // Whoever reads the workflow says what is wrong with it.
    return undefined;
  }
}
