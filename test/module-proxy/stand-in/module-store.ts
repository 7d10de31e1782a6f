import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { buildModule } from "./build-module.ts";
import type { Config } from "./config.ts";
import { Failure } from "./failure.ts";
import { builtPath, type Job, jobPath } from "./job.ts";
import { mainEntryName } from "./main-entry-name.ts";
import type { PackageStore } from "./package-store.ts";
import { Queue } from "./queue.ts";
import type { Registry } from "./registry.ts";
import { typesPath } from "./types-path.ts";

const schema = z.object({
  path: z.string(),
  imports: z.array(z.string()),
  exportDefault: z.boolean(),
  types: z.string(),
  typesOnly: z.boolean(),
  integrity: z.string(),
});

/** What is known of a built module; `path` is where it is served, which differs for another name of the main entry. */
export type ModuleFacts = z.infer<typeof schema>;

/** What is asked for: an exact version, an entry of it, and a target. */
export type Wanted = { name: string; version: string; subPath: string; target: Job["target"] };

/** Built modules, kept on disk: what was built once is served without the registry, also after a restart. */
export class ModuleStore {
  readonly queue: Queue;
  readonly #config: Config;
  readonly #registry: Registry;
  readonly #packages: PackageStore;

  constructor(config: Config, registry: Registry, packages: PackageStore) {
    this.#config = config;
    this.#registry = registry;
    this.#packages = packages;
    this.queue = new Queue(config.buildConcurrency);
  }

  /** The code of a built module, or its source map; undefined if it was never built. */
  async read(path: string): Promise<Buffer | undefined> {
    return readFile(this.#file("modules", path)).catch(() => undefined);
  }

  /**
   * Builds a module unless it is there, waiting as long as the config allows; the build goes on after that.
   *
   * @throws {Failure} what the build ends with, or 408
   */
  async ensure(wanted: Wanted): Promise<ModuleFacts> {
    const path = builtPath(wanted.name, wanted.version, wanted.subPath, wanted.target);
    const known = await readFile(this.#file("meta", `${path}.json`), "utf8").catch(() => undefined);
    if (known) return schema.parse(JSON.parse(known));
    const waited = new AbortController();
    const patience = sleep(this.#config.buildWaitTime * 1000, undefined, { signal: waited.signal, ref: false });
    try {
      return await Promise.race([this.queue.run(path, () => this.#build(wanted, path)), patience.then(tooLate)]);
    } finally {
      waited.abort();
      patience.catch(() => {});
    }
  }

  async #build({ name, version, subPath, target }: Wanted, asked: string): Promise<ModuleFacts> {
    const pkg = await this.#packages.package(name, version);
    const job: Job = { pkg, subPath: mainEntryName(pkg, subPath) ? "" : subPath, target };
    const built = await buildModule(this.#config, this.#registry, job);
    const path = jobPath(job);
    const facts: ModuleFacts = {
      path,
      imports: built.imports,
      exportDefault: built.exportDefault,
      types: await typesPath(this.#registry, this.#packages, job, built.entry),
      typesOnly: built.entry.main === "",
      integrity: `sha384-${createHash("sha384").update(built.code).digest("base64")}`,
    };
    await this.#write("modules", path, built.code);
    if (built.map) await this.#write("modules", `${path}.map`, built.map);
    for (const one of new Set([path, asked])) await this.#write("meta", `${one}.json`, JSON.stringify(facts));
    return facts;
  }

  #file(kind: "modules" | "meta", path: string): string {
    return join(this.#config.workDir, "storage", kind, path);
  }

  /** A file appears whole or not at all. */
  async #write(kind: "modules" | "meta", path: string, text: string): Promise<void> {
    const file = this.#file(kind, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.part`, text);
    await rename(`${file}.part`, file);
  }
}

function tooLate(): never {
  throw new Failure(408, "timeout, the module is waiting to be built, please try refreshing the page.");
}
