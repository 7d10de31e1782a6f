import { protocols } from "./protocols.ts";

/**
 * The line that declares a host, for a remedy.
 *
 * @example
 * exampleDependency("api.example.com:8443"); // api: { protocol: https, host: api.example.com, port: 8443 }
 */
export function exampleDependency(target: string): string {
  const [, host = target, port = "443"] = /^(.*?)(?::(\d+))?$/.exec(target) ?? [];
  const protocol = port === "80" ? "http" : "https";
  const own = protocols.get(protocol)?.port === Number(port) ? "" : `, port: ${port}`;
  const bare = host.replace(/^\[|\]$/g, "");
  const words = bare.split(".").filter((word) => /^[a-z]/.test(word) && word !== "www" && word !== "api");
  return `${words[0] ?? "it"}: { protocol: ${protocol}, host: ${bare.includes(":") ? `"${bare}"` : bare}${own} }`;
}
