import type { ContractDrift } from "../workflow/contract-drift.ts";
import { nearest } from "../workflow/nearest.ts";
import type { Contract, Dependency } from "../workflow/spec.ts";
import type { CodeReference } from "../workflow/workflow.ts";
import type { NodeUse } from "./node-use.ts";

/** The kinds of drift between the contract and what the nodes did. */
export type DriftType = "direct-fetch" | "direct-secrets" | "undeclared-dependency" | "dead-declaration";

export type DriftViolation = { type: DriftType; message: string; suggestion: string; nodes: string[] };

/** What the nodes did while they were tested, held against the contract. */
export type Drift = {
  violations: DriftViolation[];
  warnings: string[];
  summary: {
    hasViolations: boolean;
    dependenciesAccessed: string[];
    directFetchCalls: number;
    directSecretsAccess: number;
    deadDeclarations: string[];
    undeclaredDependencies: string[];
  };
};

/** What can be read from the code, also where no test went. */
export type DriftOptions = Pick<ContractDrift, "used" | "lacking"> & {
  /** The nodes that a file belongs to. */
  nodesOf: (file: string) => string[];
  /** False when only a part of the nodes ran: then nothing can be called dead. */
  allNodesRan: boolean;
};

/** Compares what was recorded with the contract; each violation is named once, with the nodes that cause it. */
export function drift(contract: Contract, uses: NodeUse[], options: DriftOptions): Drift {
  const declared = contract.dependencies;
  const accessed = accessedOf(declared, uses);
  const dead = options.allNodesRan
    ? Object.keys(declared).filter(
        (name) => !accessed.includes(name) && !options.used.includes(name) && !isMeant(declared, name, uses),
      )
    : [];
  const undeclared = unique(uses.flatMap((use) => use.dependencies.filter((name) => !Object.hasOwn(declared, name))));
  const fetches = uses.flatMap((use) => directFetches(declared, use).map((target) => ({ node: use.node, target })));
  const written = options.lacking.flatMap((use) => writtenFetch(use, options));
  const secrets = byKey(uses.flatMap((use) => use.secrets.map((target) => ({ node: use.node, target }))));
  const violations = [
    ...grouped([...fetches, ...written]).map(([target, nodes]) => directFetch(declared, target, nodes)),
    ...grouped(secrets).map(([target, nodes]) => directSecret(declared, target, nodes)),
    ...undeclared.map((name) => undeclaredDependency(declared, name, nodesThatAsk(uses, name))),
    ...dead.map(deadDeclaration),
  ];
  return {
    violations,
    warnings: [],
    summary: {
      hasViolations: violations.length > 0,
      dependenciesAccessed: accessed,
      directFetchCalls: fetches.length,
      directSecretsAccess: secrets.length,
      deadDeclarations: dead,
      undeclaredDependencies: undeclared,
    },
  };
}

/** `ctx.secrets.shop?.token` reads a service where a fixture has none, and a key where one has it: one access. */
function byKey(reads: { node: string; target: string }[]): { node: string; target: string }[] {
  return reads.filter(
    ({ node, target }) => !reads.some((other) => other.node === node && other.target.startsWith(`${target}.`)),
  );
}

type Declared = Record<string, Dependency>;

/** By `ctx.dependency`, by `ctx.fetch` with a declared name, or by a plain `fetch` of a declared host. */
function accessedOf(declared: Declared, uses: NodeUse[]): string[] {
  const asked = new Set(uses.flatMap((use) => [...use.dependencies, ...use.services]));
  const hosts = new Set(uses.flatMap((use) => [...use.fetches.map(withoutPort), ...use.services.map(usualHost)]));
  const reached = (name: string) => asked.has(name) || hosts.has(declared[name]?.host ?? "");
  return Object.keys(declared).filter(reached).sort();
}

function directFetches(declared: Declared, use: NodeUse): string[] {
  const known = new Set(Object.values(declared).map((dependency) => dependency.host));
  const strange = (service: string) => !Object.hasOwn(declared, service) && !known.has(usualHost(service));
  return [
    ...use.services.filter(strange).map((service) => `service "${service}"`),
    ...use.fetches.filter((host) => !known.has(withoutPort(host))).map((host) => `host "${host}"`),
  ];
}

/** A host that the code names, in the words of one that a test has seen. */
function writtenFetch(
  { kind, name, file }: CodeReference,
  { nodesOf }: DriftOptions,
): { node: string; target: string }[] {
  if (kind !== "host") return [];
  const target = `host "${name.replace(/:(80|443)$/, "")}"`;
  return nodesOf(file).map((node) => ({ node, target }));
}

/** Where `ctx.fetch` goes for a service that is not declared by this name. */
function usualHost(service: string): string {
  return `api.${service}.com`;
}

/** A dependency has a host, a request a host and a port. */
function withoutPort(host: string): string {
  return host.replace(/:\d+$/, "");
}

function directFetch(declared: Declared, target: string, nodes: string[]): DriftViolation {
  const message = `The ${target} is fetched past the contract by ${named(nodes)}`;
  const [, service] = /^service "(.*)"$/.exec(target) ?? [];
  const declare = 'Declare it under "contract.dependencies", and use ctx.dependency(name).fetch(path)';
  const suggestion = service === undefined ? declare : meant(declared, service, declare);
  return { type: "direct-fetch", message, suggestion, nodes };
}

function directSecret(declared: Declared, secret: string, nodes: string[]): DriftViolation {
  const owner = Object.keys(declared).find((name) => {
    const own = declared[name]?.auth?.secret;
    return own === secret || own?.startsWith(`${secret}.`);
  });
  const message = `The secret "${secret}" is read from ctx.secrets by ${named(nodes)}`;
  const suggestion =
    owner === undefined
      ? `Name it as "auth.secret" of the dependency that it belongs to, and use ctx.dependency(name).secret`
      : `Use ctx.dependency("${owner}").secret`;
  return { type: "direct-secrets", message, suggestion, nodes };
}

function undeclaredDependency(declared: Declared, name: string, nodes: string[]): DriftViolation {
  const message = `The dependency "${name}" is asked for by ${named(nodes)} and not declared`;
  const suggestion = meant(declared, name, `Declare "contract.dependencies.${name}"`);
  return { type: "undeclared-dependency", message, suggestion, nodes };
}

/** Whether a slip in a name stands for it: then it is no dead declaration. */
function isMeant(declared: Declared, name: string, uses: NodeUse[]): boolean {
  const asked = uses.flatMap((use) => [...use.dependencies, ...use.services]);
  return asked.some((each) => !Object.hasOwn(declared, each) && nearest(each, Object.keys(declared)) === name);
}

function meant(declared: Declared, name: string, declare: string): string {
  const close = nearest(name, Object.keys(declared));
  return close === undefined ? declare : `Did you mean "${close}"?`;
}

function deadDeclaration(name: string): DriftViolation {
  const message = `The dependency "${name}" is declared and no node uses it`;
  return { type: "dead-declaration", message, suggestion: `Remove "contract.dependencies.${name}"`, nodes: [] };
}

function nodesThatAsk(uses: NodeUse[], dependency: string): string[] {
  return unique(uses.filter((use) => use.dependencies.includes(dependency)).map((use) => use.node));
}

function grouped(items: { node: string; target: string }[]): [string, string[]][] {
  const targets = unique(items.map((item) => item.target));
  return targets.map((target) => [target, unique(items.filter((it) => it.target === target).map((it) => it.node))]);
}

function named(nodes: string[]): string {
  return nodes.map((node) => `"${node}"`).join(", ");
}

function unique(names: string[]): string[] {
  return [...new Set(names)].sort();
}
