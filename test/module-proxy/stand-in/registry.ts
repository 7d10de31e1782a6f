import { setTimeout as sleep } from "node:timers/promises";
import semver from "semver";
import { z } from "zod";
import type { Config } from "./config.ts";
import { Failure } from "./failure.ts";
import { type Manifest, manifestSchema } from "./manifest.ts";
import { networkError } from "./network-error.ts";

const packument = z.object({
  "dist-tags": z.record(z.string(), z.string()).default({}),
  versions: z.record(z.string(), z.object({ dist: z.object({ tarball: z.string() }) }).loose()).default({}),
});

type Packument = z.infer<typeof packument>;
type Access = {
  registry: string;
  token?: string | undefined;
  user?: string | undefined;
  password?: string | undefined;
};

/** One version as the registry knows it. */
export type Release = { manifest: Manifest; tarball: string };

/** Where packages come from: one registry by default, others by scope, each with its own credentials. */
export class Registry {
  readonly #config: Config;
  readonly #known = new Map<string, { until: number; answer: Promise<Packument> }>();

  constructor(config: Config) {
    this.#config = config;
  }

  /**
   * The release that a version, a dist-tag or a range means now.
   *
   * @throws {Failure} 404 if there is none, 500 if the registry does not answer
   */
  async release(name: string, wanted: string): Promise<Release> {
    const { "dist-tags": tags, versions } = await this.#packument(name, wanted);
    const version = tags[wanted || "latest"] ?? versionIn(Object.keys(versions), wanted, tags["latest"]);
    const found = version === undefined ? undefined : versions[version];
    if (!found) throw new Failure(404, `version ${wanted} of '${name}' not found`);
    return { manifest: manifestSchema.parse(found), tarball: found.dist.tarball };
  }

  /** The bytes behind a release. */
  async download(name: string, { tarball }: Release): Promise<Uint8Array> {
    const response = await this.#get(tarball, name);
    if (!response.ok) throw new Failure(500, `could not download ${tarball} (${response.status})`);
    return new Uint8Array(await response.arrayBuffer());
  }

  #packument(name: string, wanted: string): Promise<Packument> {
    const known = this.#known.get(name);
    if (known && known.until > Date.now()) return known.answer;
    const answer = this.#ask(name, wanted);
    this.#known.set(name, { until: Date.now() + this.#config.npmQueryCacheTTL * 1000, answer });
    answer.catch(() => this.#known.delete(name));
    return answer;
  }

  async #ask(name: string, wanted: string): Promise<Packument> {
    const { registry } = this.#access(name);
    const response = await this.#get(`${registry.replace(/\/$/, "")}/${name}`, name);
    if (response.ok) return packument.parse(await response.json());
    const text = await response.text();
    if (response.status !== 404 && response.status !== 401) {
      const status = `${response.status} ${response.statusText}`;
      throw new Failure(500, `could not get metadata of package '${name}' (${status}: ${text})`);
    }
    throw new Failure(
      404,
      semver.valid(wanted) ? `version ${wanted} of '${name}' not found` : `package '${name}' not found`,
    );
  }

  async #get(url: string, name: string): Promise<Response> {
    const headers = authorization(this.#access(name));
    for (let attempt = 1; ; attempt++) {
      try {
        return await fetch(url, { headers, signal: AbortSignal.timeout(15_000) });
      } catch (cause) {
        if (attempt > 3) throw new Failure(500, networkError(url, cause));
        await sleep(attempt * 100);
      }
    }
  }

  #access(name: string): Access {
    const { npmScopedRegistries, npmRegistry, npmToken, npmUser, npmPassword } = this.#config;
    const scope = name.startsWith("@") ? (name.split("/")[0] ?? "") : "";
    const scoped = npmScopedRegistries[scope];
    if (scoped) return scoped;
    if (scope === "@jsr") return { registry: "http://jsr-registry.invalid/" };
    return { registry: npmRegistry, token: npmToken, user: npmUser, password: npmPassword };
  }
}

function authorization({ token, user, password }: Access): Record<string, string> {
  if (token) return { authorization: `Bearer ${token}` };
  if (user && password) return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` };
  return {};
}

/** Prereleases count only where the range names one; a range that is none means the latest. */
function versionIn(versions: readonly string[], wanted: string, latest: string | undefined): string | undefined {
  if (semver.valid(wanted)) return versions.includes(wanted) ? wanted : undefined;
  if (wanted === "" || wanted === "*" || semver.validRange(wanted) === null) return latest;
  return semver.maxSatisfying([...versions], wanted) ?? undefined;
}
