import { literalText } from "./literal-text.ts";
import { memberPath } from "./member-path.ts";
import { isSyntaxNode, type SyntaxNode } from "./syntax-tree.ts";

const ports: Record<string, number> = { http: 80, https: 443, ws: 80, wss: 443 };

/**
 * Where a call goes that no context stands between: `fetch`, `new WebSocket`, `Deno.connect`, as `host:port`; `*` for
 * what is known only when it runs. Nothing for any other call.
 */
export function hostUses(node: SyntaxNode): string[] {
  const { callee, arguments: passed } = node;
  if (!isSyntaxNode(callee) || !Array.isArray(passed)) return [];
  const [first]: unknown[] = passed;
  const path = memberPath(callee) ?? [];
  const name = (path[0] === "globalThis" ? path.slice(1) : path).join(".");
  const target = isSyntaxNode(first) ? first : undefined;
  if (node.type === "NewExpression") return name === "WebSocket" ? [hostOfUrl(target)] : [];
  if (node.type !== "CallExpression") return [];
  if (name === "fetch") return [hostOfUrl(target)];
  return name === "Deno.connect" || name === "Deno.connectTls" ? [hostOfOptions(target)] : [];
}

/** `host:port` of a text that begins as a URL, also of a template whose host is written out. */
export function hostOfUrl(node: SyntaxNode | undefined): string {
  const text = node && (literalText(node) ?? `${beginning(node)}\n`);
  const [, scheme = "", host, port] =
    /^(https?|wss?):\/\/(?:[^@/?#\n]*@)?(\[[^\]]*\]|[^:/?#\n]+)(?::(\d+))?(?=[/?#]|$)/i.exec(text ?? "") ?? [];
  return host === undefined ? "*" : `${host.toLowerCase()}:${port ?? ports[scheme.toLowerCase()]}`;
}

function beginning({ type, quasis }: SyntaxNode): string {
  const [first]: unknown[] = type === "TemplateLiteral" && Array.isArray(quasis) ? quasis : [];
  const value = isSyntaxNode(first) ? first["value"] : undefined;
  return typeof value === "object" && value !== null && "cooked" in value ? String(value.cooked) : "";
}

/** `{ hostname: "db", port: 5432 }` → `db:5432` */
function hostOfOptions(node: SyntaxNode | undefined): string {
  const properties = Array.isArray(node?.["properties"]) ? node["properties"].filter(isSyntaxNode) : [];
  const given = (wanted: string): SyntaxNode | undefined => {
    const found = properties.find(({ key }) => isSyntaxNode(key) && (key["name"] ?? key["value"]) === wanted);
    return isSyntaxNode(found?.["value"]) ? found["value"] : undefined;
  };
  const [hostname, port] = [given("hostname"), given("port")];
  const host = hostname && literalText(hostname);
  return host === undefined || typeof port?.["value"] !== "number" ? "*" : `${host.toLowerCase()}:${port["value"]}`;
}
