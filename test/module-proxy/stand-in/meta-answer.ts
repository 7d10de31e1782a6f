import { type Answer, answer } from "./answer.ts";
import type { Wanted } from "./module-store.ts";
import type { World } from "./world.ts";

/** What is known of a module, for those who resolve before they load; keys in alphabetical order. */
export async function metaAnswer({ modules, packages }: World, wanted: Wanted, cache: string): Promise<Answer> {
  const { name, version, subPath } = wanted;
  const { path, imports, types, integrity } = await modules.ensure(wanted);
  const { manifest, entries } = await packages.package(name, version);
  const isPeer = (url: string) => (/^\/((?:@[^/]+\/)?[^/@?]+)/.exec(url)?.[1] ?? "") in manifest.peerDependencies;
  const peers = imports.filter(isPeer);
  const others = imports.filter((url) => !isPeer(url));
  const named = Object.keys(entries).filter((one) => one.startsWith("./") && one !== "./package.json");
  const facts = {
    ...(types && { dts: types }),
    ...(!subPath && { exports: named.length > 0 ? named : null }),
    ...(others.length > 0 && { imports: others }),
    integrity,
    module: path,
    name,
    ...(peers.length > 0 && { peerImports: peers }),
    version,
  };
  return answer("json", `${JSON.stringify(facts)}\n`, { "cache-control": cache });
}
