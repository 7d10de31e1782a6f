import { nearest } from "../../src/workflow/nearest.ts";
import type { DependencyConnection } from "../mod.ts";
import type { ContextSource } from "./context-source.ts";
import { defaultPort } from "./default-port.ts";
import { secretValue } from "./secret-value.ts";
import { urlAt } from "./url-at.ts";

/**
 * What `ctx.dependency(name)` answers: the contract's words and the secret that `auth.secret` names.
 * @throws when the contract does not declare `name`
 */
export function connection(source: ContextSource, name: string): DependencyConnection {
  const dependency = source.dependencies?.[name];
  if (dependency === undefined) {
    if (source.dependencies === undefined) {
      throw new Error(`Dependency "${name}" cannot be used: the workflow has no contract`);
    }
    const meant = nearest(name, Object.keys(source.dependencies));
    const question = meant === undefined ? "" : `; did you mean "${meant}"?`;
    throw new Error(`Dependency "${name}" is not declared in the contract${question}`);
  }
  const { protocol, host = "", auth, database, user, subject, container } = dependency;
  const port = dependency.port ?? defaultPort(protocol);
  const http = protocol === "https" || protocol === "http";
  return {
    protocol,
    host,
    port,
    ...(auth && { authType: auth.type, secret: secretValue(source.secrets, auth.secret) }),
    ...(database !== undefined && { database }),
    ...(user !== undefined && { user }),
    ...(subject !== undefined && { subject }),
    ...(container !== undefined && { container }),
    ...(http && {
      fetch: (path: string, init?: RequestInit) => source.fetch(urlAt(`${protocol}://${host}:${port}`, path), init),
    }),
  };
}
