import { type Answer, answer } from "./answer.ts";
import type { ModuleFacts, Wanted } from "./module-store.ts";
import type { Request } from "./request.ts";
import type { World } from "./world.ts";

/** The small module that a package's URL leads to: it imports what the built one will, so that all is fetched at once. */
export async function facadeAnswer(world: World, { origin }: Request, wanted: Wanted, cache: string): Promise<Answer> {
  const { name, version, subPath } = wanted;
  const facts = await world.modules.ensure(wanted);
  const headers = {
    "cache-control": cache,
    ...(facts.types && { "x-typescript-types": `${origin}${facts.types}` }),
  };
  if (facts.typesOnly) return answer("js", "export default null;\n", headers);
  const imports = facts.imports.map((path) => `import "${path}";\n`).join("");
  const body = `/* esm.sh - ${name}@${version}${subPath && `/${subPath}`} */\n${imports}${reexport(facts)}`;
  return answer("js", body, { ...headers, "x-esm-path": facts.path });
}

/** Hands on all that a built module exports. */
export function reexport({ path, exportDefault }: ModuleFacts): string {
  return `export * from "${path}";\n${exportDefault ? `export { default } from "${path}";\n` : ""}`;
}
