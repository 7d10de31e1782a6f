import type { CodeReference } from "../workflow/workflow.ts";
import { hostOfUrl, hostUses } from "./host-uses.ts";
import { literalText } from "./literal-text.ts";
import { memberPath } from "./member-path.ts";
import { isSyntaxNode, nodesOf, type SyntaxNode } from "./syntax-tree.ts";

/** A thing of the outside that code asks its context for. */
export type ContextUse = Pick<CodeReference, "kind" | "name"> & { offset: number };

/** Local names, and what of the context each stands for: `ctx` → [], `secrets` → ["secrets"]. */
type Names = Map<string, string[]>;

/**
 * Secrets, dependencies and services that code names literally, through `ctx`, through whatever the node calls its
 * first parameter, or through what it takes out of it.
 */
export function contextUses(program: SyntaxNode): ContextUse[] {
  const nodes = [...nodesOf(program)];
  const names: Names = new Map([
    ["ctx", []],
    ["context", []],
  ]);
  const taken: ContextUse[] = [];
  const parameter = firstParameter(program);
  if (parameter) bind(parameter, [], names, taken);
  for (const { type, id, init } of nodes) {
    if (type !== "VariableDeclarator" || !isSyntaxNode(id) || !isSyntaxNode(init)) continue;
    const from = contextPath(init, names);
    if (from) bind(id, from, names, taken);
  }
  const inner = new Set(nodes.filter(({ type }) => type === "MemberExpression").map(({ object }) => object));
  const uses = [
    ...taken,
    ...nodes.flatMap((node) => [...secretUse(node, names, inner), ...callUse(node, names), ...hostUse(node, names)]),
  ];
  return uses.filter(
    (use, at) => !uses.some((other, before) => saysMore(other, use) || (before < at && same(other, use))),
  );
}

/** Taking a service out of the secrets says less than taking a key out of that. */
function saysMore(other: ContextUse, { kind, name }: ContextUse): boolean {
  return kind === "secret" && other.kind === kind && other.name.startsWith(`${name}.`);
}

/** What is taken apart further is met once for each part. */
function same(other: ContextUse, { kind, name }: ContextUse): boolean {
  return kind === "secret" && other.kind === kind && other.name === name;
}

function secretUse(node: SyntaxNode, names: Names, inner: ReadonlySet<unknown>): ContextUse[] {
  const { type, object, property, computed, start } = node;
  if (type !== "MemberExpression" || !isSyntaxNode(object) || !isSyntaxNode(property)) return [];
  const isUnknown = computed === true && literalText(property) === undefined;
  if (isUnknown && isSecrets(contextPath(object, names))) return [anySecret(start)];
  return inner.has(node) ? [] : secretOf(contextPath(node, names), start);
}

function isSecrets(path: string[] | undefined): boolean {
  return path?.length === 1 && path[0] === "secrets";
}

function anySecret(offset: number): ContextUse {
  return { kind: "secret", name: "*", offset };
}

function secretOf(path: string[] | undefined, offset: number): ContextUse[] {
  const [member, service, key] = path ?? [];
  if (member !== "secrets" || service === undefined) return [];
  return [{ kind: "secret", name: key === undefined ? service : `${service}.${key}`, offset }];
}

function callUse(node: SyntaxNode, names: Names): ContextUse[] {
  const { callee, arguments: given } = node;
  if (node.type !== "CallExpression" || !isSyntaxNode(callee) || !Array.isArray(given)) return [];
  const [first, second]: unknown[] = given;
  const [member, ...more] = contextPath(callee, names) ?? [];
  if (more.length > 0) return [];
  const offset = node.start;
  const name = (isSyntaxNode(first) ? literalText(first) : undefined) ?? "*";
  if (member === "dependency") return [{ kind: "dependency", name, offset }];
  if (member !== "fetch") return [];
  const host = isSyntaxNode(second) ? hostOfUrl(second) : "*";
  return host === "*" ? [{ kind: "fetch", name, offset }] : [{ kind: "host", name: host, offset }];
}

/** Calls past the context; those of it are told apart by their first name. */
function hostUse(node: SyntaxNode, names: Names): ContextUse[] {
  if (isSyntaxNode(node["callee"]) && contextPath(node["callee"], names)) return [];
  return hostUses(node).map((name) => ({ kind: "host", name, offset: node.start }));
}

function contextPath(expression: SyntaxNode, names: Names): string[] | undefined {
  const [root = "", ...rest] = memberPath(expression) ?? [];
  const meaning = names.get(root);
  return meaning && [...meaning, ...rest];
}

/** What a name or a pattern takes out of the context. */
function bind(target: SyntaxNode, path: string[], names: Names, taken: ContextUse[]): void {
  if (target.type === "AssignmentPattern" && isSyntaxNode(target["left"])) {
    bind(target["left"], path, names, taken);
  } else if (target.type === "Identifier") {
    if (path.length < 3) names.set(String(target["name"]), path);
    if (path.length > 1) taken.push(...secretOf(path, target.start));
  } else if (Array.isArray(target["properties"])) {
    for (const { key, value, computed } of target["properties"].filter(isSyntaxNode)) {
      if (!isSyntaxNode(key) || !isSyntaxNode(value)) continue;
      const name = computed === true ? literalText(key) : String(key["name"] ?? key["value"]);
      if (name !== undefined) bind(value, [...path, name], names, taken);
      else if (isSecrets(path)) taken.push(anySecret(key.start));
      else taken.push(...secretOf(path, key.start));
    }
  }
}

function firstParameter(program: SyntaxNode): SyntaxNode | undefined {
  const { body } = program;
  const statements = Array.isArray(body) ? body.filter(isSyntaxNode) : [];
  const declaration = statements.find(({ type }) => type === "ExportDefaultDeclaration")?.["declaration"];
  const params = isSyntaxNode(declaration) ? declaration["params"] : undefined;
  const [first]: unknown[] = Array.isArray(params) ? params : [];
  return isSyntaxNode(first) ? first : undefined;
}
