import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { manifestSchema } from "./manifest.ts";
import { type Package, packageOf } from "./package.ts";
import type { Registry } from "./registry.ts";
import { unpack } from "./unpack.ts";

/** Packages by exact version, fetched once and kept unpacked. */
export class PackageStore {
  readonly #folder: string;
  readonly #registry: Registry;
  readonly #coming = new Map<string, Promise<Package>>();

  constructor(folder: string, registry: Registry) {
    this.#folder = folder;
    this.#registry = registry;
  }

  /** @throws {Failure} what the registry refuses with */
  package(name: string, version: string): Promise<Package> {
    const id = `${name}@${version}`;
    const coming = this.#coming.get(id) ?? this.#load(name, version);
    this.#coming.set(id, coming);
    coming.catch(() => this.#coming.delete(id));
    return coming;
  }

  async #load(name: string, version: string): Promise<Package> {
    const folder = join(this.#folder, `${name}@${version}`, "node_modules", name);
    const text = await readFile(join(folder, "package.json"), "utf8").catch(() => this.#fetch(name, version, folder));
    return packageOf(folder, manifestSchema.parse({ ...JSON.parse(text), name, version }));
  }

  /** The folder appears whole or not at all. */
  async #fetch(name: string, version: string, folder: string): Promise<string> {
    const release = await this.#registry.release(name, version);
    const temporary = `${folder}.part`;
    await rm(temporary, { recursive: true, force: true });
    await unpack(await this.#registry.download(name, release), temporary);
    await mkdir(dirname(folder), { recursive: true });
    await rm(folder, { recursive: true, force: true });
    await rename(temporary, folder);
    return readFile(join(folder, "package.json"), "utf8");
  }
}
