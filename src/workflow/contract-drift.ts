import { isPackage } from "./is-package.ts";
import { nearest } from "./nearest.ts";
import { packageOf } from "./package-of.ts";
import type { Way } from "./reach/way.ts";
import { waysOf } from "./reach/ways-of.ts";
import type { Dependency } from "./spec.ts";
import type { CodeReference, Workflow } from "./workflow.ts";

/** Where the contract and the code part ways, as far as it can be read. */
export type ContractDrift = {
  /** What code reaches and the contract lacks, at the first place of each file. */
  lacking: CodeReference[];
  /** Declared dependencies that code names, imports, or connects to. */
  used: string[];
  /** Declared dependencies that code never uses. What is only known when it runs may use any, so then there are none. */
  unused: string[];
};

/** Holds the code against the contract. Without a contract there is nothing to part from. Pure. */
export function contractDrift(workflow: Pick<Workflow, "spec" | "imports" | "references">): ContractDrift {
  const { spec, imports, references } = workflow;
  if (!spec.contract) return { lacking: [], used: [], unused: [] };
  const ways = waysOf(spec);
  const declared = Object.entries(spec.contract.dependencies);
  const packages = new Set(imports.map(({ specifier }) => packageOf(specifier)));
  const isUsed = ([name, dependency]: [string, Dependency]) =>
    packages.has(dependency.host ?? "") || references.some((use) => uses(use, name, ways));
  const used = declared.filter(isUsed).map(([name]) => name);
  const idle = declared.filter(([name]) => !used.includes(name));
  return {
    lacking: firstOfEach(references.filter((use) => isLacking(use, spec.contract?.dependencies ?? {}, ways))),
    used,
    unused: idle
      .filter((each) => !mayBeUsed(each, { references, ways, declared: declared.map(([name]) => name) }))
      .map(([name]) => name),
  };
}

function uses({ kind, name: asked }: CodeReference, name: string, ways: readonly Way[]): boolean {
  if (kind === "secret") return false;
  if (kind !== "host") return asked === name;
  return ways.some((way) => way.source === sourceOf(name) && goesTo(way, asked));
}

/** By its secret, by a name that is computed or has a slip in it, or by the platform itself. */
function mayBeUsed(
  [name, dependency]: [string, Dependency],
  { references, ways, declared }: { references: readonly CodeReference[]; ways: readonly Way[]; declared: string[] },
) {
  const own = ways.filter(({ source }) => source === sourceOf(name));
  const trigger = ways.filter(({ source }) => source === "config.nats_url").flatMap(({ host }) => host ?? []);
  if (own.some(({ host }) => host !== undefined && trigger.includes(host))) return true;
  if (references.some(({ kind, name: asked }) => kind === "secret" && isSecretOf(dependency, asked))) return true;
  if (references.some((use) => meantBy(use, declared) === name)) return true;
  return (
    !isPackage(dependency.protocol) && references.some(({ kind, name: asked }) => kind !== "secret" && asked === "*")
  );
}

/** What is probably meant is not called unused beside the finding that asks for it. */
function meantBy({ kind, name }: CodeReference, declared: string[]): string | undefined {
  const asks = kind === "dependency" || kind === "fetch";
  return asks && !declared.includes(name) ? nearest(name, declared) : undefined;
}

function isSecretOf({ auth }: Dependency, asked: string): boolean {
  return auth !== undefined && (asked === "*" || `${auth.secret}.`.startsWith(`${asked}.`));
}

function isLacking({ kind, name }: CodeReference, declared: Record<string, Dependency>, ways: readonly Way[]): boolean {
  if (name === "*" || kind === "secret") return false;
  if (kind === "host") return !ways.some((way) => way.dynamic || goesTo(way, name));
  if (Object.hasOwn(declared, name)) return false;
  return kind === "dependency" || !ways.some((way) => way.dynamic || goesTo(way, `api.${name}.com:443`));
}

function goesTo({ host, ports }: Way, target: string): boolean {
  if (host === undefined) return false;
  const shown = (host.includes(":") ? `[${host}]` : host).toLowerCase();
  return ports.length === 0 ? target.startsWith(`${shown}:`) : ports.some(({ port }) => target === `${shown}:${port}`);
}

function sourceOf(name: string): string {
  return `contract.dependencies.${name}`;
}

function firstOfEach(references: readonly CodeReference[]): CodeReference[] {
  const first = new Map(references.map((use) => [`${use.kind} ${use.name} ${use.file}`, use] as const).reverse());
  return references.filter((use) => [...first.values()].includes(use));
}
