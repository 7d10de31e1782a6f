import type { Breakage } from "../runner/broken-node.ts";
import { nodeBroken } from "../supervisor/node-broken.ts";
import type { Imports } from "../wire/imports.ts";
import { fetchModules } from "./fetch-modules.ts";
import { importComplaint } from "./import-complaint.ts";
import { lackingIn } from "./lacking-in.ts";
import type { ModuleSources } from "./module-sources.ts";
import type { ModuleSupply } from "./module-supply.ts";

/** How often fetching is begun anew because of modules that could not be had, and then could. */
const mostFetches = 5;
/** Time for one fetch also when none is left for waiting: what servers have is there in moments. */
const leastMs = 20_000;

/** What Deno's cache holds for the workflow, so that a new runner needs nobody. */
export class ModuleStock {
  readonly #sources: ModuleSources;
  readonly #supply: ModuleSupply;
  /** The import map and the lock that the cache was filled by. */
  #filledBy: string | undefined;

  constructor(sources: ModuleSources, supply: ModuleSupply) {
    this.#sources = sources;
    this.#supply = supply;
  }

  /**
   * Answers when every module of the import map, and all below them, are in Deno's cache; at once when the same map and
   * lock have filled it before.
   *
   * @throws {TentacularError} `MODULES-UNREACHABLE`, `MODULE-REFUSED`, `MODULE-CHANGED`, `MODULE-NOT-LOCKED`
   */
  async fill(imports: Imports, closing: AbortSignal): Promise<void> {
    if (imports.open || !this.#sources.any) return;
    const by = JSON.stringify([imports.map, imports.lock && (await Deno.readTextFile(imports.lock))]);
    if (by === this.#filledBy) return;
    await this.#fetchAll(imports, closing);
    this.#filledBy = by;
  }

  async #fetchAll(imports: Imports, closing: AbortSignal): Promise<void> {
    const from = Date.now();
    await this.#supply.have(imports.map, from, closing);
    for (let attempt = 1; ; attempt++) {
      const withinMs = Math.max(from + this.#supply.within * 1000 - Date.now(), leastMs);
      const fetched = await fetchModules(imports, { sources: this.#sources, closing, withinMs });
      if (fetched === "all") return;
      if (fetched === "late") throw await this.#supply.lateness(closing);
      const lacking = lackingIn(fetched.said, this.#sources.npmRegistry);
      if (lacking === undefined || attempt === mostFetches) throw nodeBroken(breakageIn(fetched.said, imports));
      await this.#supply.haveOne(lacking, from, closing);
    }
  }
}

/** What Deno said when modules could not be fetched, as a breakage of the lock. */
function breakageIn(said: string, { lock }: Imports): Breakage {
  const words = said
    .replace(/^error: /, "")
    .replace(/\s+at file:\S+$/, "")
    .replace(/\.$/, "");
  return {
    file: lock === undefined ? "workflow.yaml" : "deno.lock",
    code: "MODULE-REFUSED",
    message: `The modules cannot be fetched: ${words}`,
    remedy: 'See with "tntc contract status" whether their server has them; lock anew with "tntc contract lock"',
    ...importComplaint(said),
  };
}
