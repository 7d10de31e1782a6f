import { TentacularError } from "../errors.ts";
import { denoUrl } from "./deno-url.ts";
import type { Fetched } from "./fetch-module.ts";
import { moduleImports } from "./module-imports.ts";

/** One module, and where its imports lead. */
export type WalkedModule = { bytes: Uint8Array; imports: { specifier: string; url: string }[] };

/** All modules below some addresses. */
export type ModuleGraph = { redirects: Record<string, string>; modules: Map<string, WalkedModule> };

/** How to walk. */
export type WalkOptions = {
  load(url: string): Promise<Fetched>;
  /** Addresses whose modules are known with all that is below them. @default none */
  known?: (url: string) => boolean;
};

/** The way to a module, from an address that code imports. */
type Step = { url: string; way: string[] };

/** As many as a proxy of two processors has use for. */
const atOnce = 8;
/** No package comes near it; one that never ends does. */
const most = 5000;

/**
 * Follows the imports of modules to the end, redirects too. What only an `import()` asks for may be missing, as for Deno.
 *
 * @throws {TentacularError} `MODULE-UNAVAILABLE`, `MODULE-FOREIGN`, `MODULE-UNSUPPORTED`, `MODULE-UNREADABLE`,
 * with the way that leads there
 */
export async function walkModules(entries: readonly string[], options: WalkOptions): Promise<ModuleGraph> {
  const walk = new Walk(options);
  await walk.all(entries.map((url) => ({ url, way: [] })));
  while (walk.lazy.length > 0) await walk.all(walk.lazy.splice(0), true);
  return walk.graph;
}

class Walk {
  readonly graph: ModuleGraph = { redirects: {}, modules: new Map() };
  readonly lazy: Step[] = [];
  readonly #seen = new Set<string>();
  readonly #options: WalkOptions;

  constructor(options: WalkOptions) {
    this.#options = options;
  }

  async all(steps: readonly Step[], mayMiss = false): Promise<void> {
    const queue = [...steps];
    while (queue.length > 0) {
      const batch = queue.splice(0, atOnce).filter(({ url }) => this.#isNew(url));
      const below = await Promise.all(batch.map((step) => this.#visit(step, mayMiss)));
      queue.push(...below.flat());
    }
  }

  #isNew(url: string): boolean {
    if (this.#seen.has(url) || this.#options.known?.(url) === true) return false;
    if (this.#seen.size >= most) throw problem("MODULE-TOO-MANY", `The packages have more than ${most} modules`, [url]);
    this.#seen.add(url);
    return true;
  }

  async #visit(step: Step, mayMiss: boolean): Promise<Step[]> {
    try {
      return await this.#below(step);
    } catch (error) {
      if (mayMiss && isAbsence(error)) return [];
      throw withWay(error, step);
    }
  }

  async #below({ url, way }: Step): Promise<Step[]> {
    refuseForeign(url, way);
    const fetched = await this.#options.load(url);
    if ("redirect" in fetched) {
      this.graph.redirects[url] = fetched.redirect;
      return [{ url: fetched.redirect, way: [...way, url] }];
    }
    const imports = await importsOf(url, fetched.bytes);
    this.graph.modules.set(url, { bytes: fetched.bytes, imports });
    const steps = imports.map((each) => ({ ...each, way: [...way, url] }));
    this.lazy.push(...steps.filter(({ lazy }) => lazy));
    return steps.filter(({ lazy }) => !lazy);
  }
}

async function importsOf(url: string, bytes: Uint8Array) {
  const { pathname } = new URL(url);
  if (/\.(json|wasm|css)$/.test(pathname)) return [];
  const found = await moduleImports(url, new TextDecoder().decode(bytes));
  if (found === undefined) throw problem("MODULE-UNREADABLE", `Module "${url}" is nested too deep to be read`, []);
  return found
    .filter(({ specifier }) => !/^(node|data|blob):/.test(specifier))
    .map(({ specifier, lazy }) => ({ specifier, lazy, url: leadsTo(specifier, url) }));
}

/** Relative and rooted ones lead to the same server; anything else stays as it is, for the check of hosts. */
function leadsTo(specifier: string, from: string): string {
  return /^\.{0,2}\//.test(specifier) ? denoUrl(specifier, from) : specifier;
}

function refuseForeign(url: string, way: readonly string[]): void {
  const [entry = url] = way;
  const pathname = URL.canParse(url) ? new URL(url).pathname : "";
  if (pathname === "/error.js") {
    throw problem("MODULE-UNSUPPORTED", `A package needs what the module proxy cannot build: "${url}"`, way);
  }
  if (URL.canParse(url) && new URL(url).origin === new URL(entry).origin) return;
  throw problem("MODULE-FOREIGN", `A module imports "${url}", which pods cannot load`, way);
}

/** There is no such module, or none for pods; anything else could be different in a moment. */
function isAbsence(error: unknown): boolean {
  if (!(error instanceof TentacularError)) return false;
  const { code, exit } = error;
  const absent = ["LOCK-INCOMPLETE", "MODULE-FOREIGN", "MODULE-UNSUPPORTED"].includes(code);
  return absent || (code === "MODULE-UNAVAILABLE" && exit === "notFound");
}

function problem(code: string, message: string, way: readonly string[]): TentacularError {
  const remedy = "Use another version or another package, or copy what you need of it into the workflow's folder";
  return new TentacularError(message, { code, exit: "invalid", remedy, result: { way } });
}

/** Says which import of which module asked, because the address alone says nothing to who wrote the code. */
function withWay(error: unknown, { way }: Step): unknown {
  if (!(error instanceof TentacularError) || way.length === 0 || error.message.includes(", asked for by "))
    return error;
  const { code, remedy, exit, result, cause } = error;
  const message = `${error.message}, asked for by "${way.at(-1)}"`;
  return new TentacularError(message, { code, remedy, exit, cause, result: { ...Object(result), way } });
}
