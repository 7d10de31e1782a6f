import { posix } from "node:path";
import { type Answer, answer, keep } from "./answer.ts";
import { reexport } from "./facade-answer.ts";
import { Failure } from "./failure.ts";
import type { Wanted } from "./module-store.ts";
import type { Request } from "./request.ts";
import type { World } from "./world.ts";

/** A built module by its own path; what was never built is built now. */
export async function builtAnswer(world: World, { origin }: Request, wanted: Wanted): Promise<Answer> {
  const { name, version, target } = wanted;
  const path = `/${name}@${version}/${target}/${wanted.subPath}`;
  const headers = { "cache-control": keep.forever };
  const known = await world.modules.read(path);
  if (path.endsWith(".map") && known) return answer("json", known, headers);
  if (known) return answer("js", known, headers);
  if (!path.endsWith(".mjs")) throw new Failure(404, "Not found");
  const facts = await world.modules.ensure({ ...wanted, subPath: entryNamed(name, wanted.subPath) });
  if (facts.path !== path) return answer("js", reexport(facts), headers);
  const code = (await world.modules.read(path)) ?? "";
  return answer("js", code, { ...headers, ...(facts.types && { "x-typescript-types": `${origin}${facts.types}` }) });
}

function entryNamed(name: string, file: string): string {
  const subPath = file.slice(0, -".mjs".length);
  const base = posix.basename(name).replace(/\.js$/, "");
  if (subPath === base) return "";
  return subPath === `__${base}` ? base : subPath;
}
