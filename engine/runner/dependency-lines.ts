import { protocols } from "../../src/workflow/protocols.ts";

/** What the author has to fill in: no connection says it. */
const placeholders: Record<string, string> = {
  database: "DATABASE",
  user: "USER",
  subject: "SUBJECT",
};

/**
 * The lines of workflow.yaml that declare a host and a port. The protocol is the one whose port it is, else https;
 * for permissions host and port alone count.
 */
export function dependencyLines(host: string, port: number | undefined): string {
  const [protocol, known] = [...protocols].find(([, { port: usual }]) => usual === (port ?? 443)) ?? [
    "https",
    undefined,
  ];
  const needs = (known?.needs ?? []).flatMap((key) =>
    key === "host" ? [] : [`${key}: ${placeholders[key] ?? "NAME"}`],
  );
  const dependency = [`protocol: ${protocol}`, `host: ${quoted(host)}`, ...needs, ...(known ? [] : [`port: ${port}`])];
  return ["contract:", "  dependencies:", `    ${nameOf(host)}:`, ...dependency.map((line) => `      ${line}`)].join(
    "\n",
  );
}

function nameOf(host: string): string {
  const name = host
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return /^[a-z]/.test(name) ? name : `host-${name}`;
}

/** An address of IPv6 has colons, which mean something in YAML. */
function quoted(host: string): string {
  return host.includes(":") ? JSON.stringify(host) : host;
}
