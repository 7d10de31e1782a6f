import { type AuthHeader, authTypes } from "../../src/workflow/auth-types.ts";
import type { Json } from "../wire/json.ts";
import type { ContextSource } from "./context-source.ts";
import { defaultPort } from "./default-port.ts";
import { secretValue } from "./secret-value.ts";
import { urlAt } from "./url-at.ts";

/** What may stand in `api.<service>.com`. */
const hostLabels = /^[a-z0-9-]+(\.[a-z0-9-]+)*$/i;

/**
 * The request that `ctx.fetch(service, path, init)` means. The type of the contract's `auth` says in which one
 * header its secret goes, if in any. Without a known type it goes by the secrets' names: `token` and `api_key` of the
 * service. Ours win over the caller's headers.
 * @throws when the contract does not declare `service` and its name cannot be part of a host
 */
export function serviceRequest(
  source: ContextSource,
  service: string,
  options: { path: string; init?: RequestInit | undefined },
): { url: URL; init: RequestInit } {
  const headers = new Headers(options.init?.headers);
  for (const [name, value] of authHeaders(source, service)) headers.set(name, value);
  return { url: urlOf(source, service, options.path), init: { ...options.init, headers } };
}

function urlOf(source: ContextSource, service: string, path: string): URL {
  if (/^https?:\/\//i.test(path)) return new URL(path);
  const declared = source.dependencies?.[service];
  if (declared?.host === undefined) return urlAt(`https://api.${hostPart(service)}.com`, path);
  const scheme = declared.protocol === "http" ? "http" : "https";
  return urlAt(`${scheme}://${declared.host}:${declared.port ?? defaultPort(declared.protocol)}`, path);
}

function hostPart(service: string): string {
  if (hostLabels.test(service)) return service;
  throw new Error(`Service "${service}" is not declared in the contract, and "api.${service}.com" is no host`);
}

function authHeaders(source: ContextSource, service: string): [string, string][] {
  const auth = source.dependencies?.[service]?.auth;
  const header = auth && authTypes.get(auth.type);
  if (header !== undefined) return sent(header, auth && secretValue(source.secrets, auth.secret));
  const { token, api_key: key } = source.secrets[service] ?? {};
  return [...sent("Authorization", token), ...sent("X-API-Key", key)];
}

function sent(header: AuthHeader, value: Json | undefined): [string, string][] {
  if (header === null || typeof value !== "string" || value.trim() === "") return [];
  return [[header, header === "Authorization" ? `Bearer ${value}` : value]];
}
