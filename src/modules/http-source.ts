import { askHttp } from "../ask-http.ts";
import { TentacularError } from "../errors.ts";
import { denoUrl } from "./deno-url.ts";
import type { ModuleSource } from "./module-source.ts";

/** What a proxy builds depends on who asks; what pods will get is asked for as they ask. */
export const asDeno = { "User-Agent": "Deno/2.9.6" };

const timeoutMs = 60_000;

/**
 * A module proxy that this machine reaches by itself.
 *
 * @throws {TentacularError} `PROXY-UNREACHABLE` (unreachable), from what it gets
 */
export function httpSource(proxy: string): ModuleSource {
  return {
    proxy,
    async get(url) {
      try {
        const { status, bytes, headers } = await askHttp(url, { headers: asDeno, redirects: 0, timeoutMs });
        const { location } = headers;
        return { status, bytes, ...(location ? { location: denoUrl(location, url) } : {}) };
      } catch (cause) {
        throw unreachable(proxy, cause);
      }
    },
  };
}

function unreachable(proxy: string, cause: unknown): TentacularError {
  const why =
    cause instanceof Error ? (cause.cause instanceof Error ? cause.cause.message : cause.message) : String(cause);
  return new TentacularError(`The module proxy "${proxy}" cannot be reached: ${why.replace(/\.$/, "")}`, {
    code: "PROXY-UNREACHABLE",
    exit: "unreachable",
    remedy: "Check its address, and that it runs",
    cause,
  });
}
