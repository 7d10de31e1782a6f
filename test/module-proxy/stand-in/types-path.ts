import type { Entry } from "./conditions.ts";
import { entryOf } from "./entry-of.ts";
import { Failure } from "./failure.ts";
import type { Job } from "./job.ts";
import type { PackageStore } from "./package-store.ts";
import type { Registry } from "./registry.ts";

/** Where the types of a module are served: in its own package, or in that of `@types`; "" if nowhere. */
export async function typesPath(registry: Registry, store: PackageStore, job: Job, entry: Entry): Promise<string> {
  const { name, version, manifest } = job.pkg;
  if (entry.types) return `/${name}@${version}/${entry.types.slice("./".length)}`;
  if (manifest.types || (job.subPath && manifest.typings) || name.startsWith("@types/")) return "";
  const [major = "", minor = ""] = version.split(".");
  const typed = `@types/${name.replace(/^@/, "").replace("/", "__")}`;
  for (const range of [`${major}.${minor}`, major]) {
    const found = await typesIn(registry, store, { typed, range }, job);
    if (found) return found;
  }
  return "";
}

async function typesIn(
  registry: Registry,
  store: PackageStore,
  { typed, range }: { typed: string; range: string },
  { subPath, target }: Job,
): Promise<string | undefined> {
  try {
    const { manifest } = await registry.release(typed, range);
    const pkg = await store.package(typed, manifest.version);
    const { types } = await entryOf(pkg, subPath, target);
    return types && `/${typed}@~${pkg.version}/${types.slice("./".length)}`;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
