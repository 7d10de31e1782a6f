import { protocols } from "../../src/workflow/protocols.ts";

/** The port of a dependency that names none; 443 for a protocol that we do not know. */
export function defaultPort(protocol: string): number {
  return protocols.get(protocol)?.port ?? 443;
}
