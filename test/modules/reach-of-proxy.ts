import { z } from "zod";
import { opens } from "../cluster/opens.ts";
import type { ModuleGround } from "../deploy/module-ground.ts";

/** Places that a program in the module proxy's own pod gets through to, with none of Deno's permissions taken away. */
export async function reachOfProxy({ cluster, system }: ModuleGround, places: readonly string[]): Promise<string[]> {
  const code = `${opens}
const places = ${JSON.stringify(places)};
const open = await Promise.all(places.map(opens));
console.log(JSON.stringify(places.filter((_, index) => open[index])));`;
  const pod = ["-n", system.namespace, "exec", "deploy/esm-sh", "-c", "esm-sh", "--"];
  return z.array(z.string()).parse(JSON.parse(await cluster.kubectl(...pod, "deno", "eval", "--no-lock", code)));
}
