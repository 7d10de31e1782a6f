import { askHttp, type HttpAnswer } from "../ask-http.ts";
import { imageOf } from "../plan/image.ts";
import { registryCredentials } from "./registry-credentials.ts";

/** What the registry says of an image, as far as it can be asked from here. */
export type RegistryAnswer =
  | { state: "found"; digest: string }
  | { state: "missing"; registry: string }
  | { state: "unknown"; reason: string };

const accept = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

const answerWithinMs = 4000;

/**
 * Asks the image's registry for its manifest. The nodes may see another network than this machine, and have other
 * credentials: only "no such image" is a certain no.
 *
 * @param plainHttp the registry has no TLS; one on this very machine is tried without it anyway, as builders do
 *
 * @example
 * await askRegistry("ghcr.io/acme/tentacular-engine:0.1.0"); // { state: "found", digest: "sha256:…" }
 */
export async function askRegistry(image: string, { plainHttp = false } = {}): Promise<RegistryAnswer> {
  const { registry, repository, tag, digest } = imageOf(image);
  if (!registry) return { state: "unknown", reason: "the image names no registry" };
  const host = registry === "docker.io" ? "registry-1.docker.io" : registry;
  const name = registry === "docker.io" && !repository.includes("/") ? `library/${repository}` : repository;
  try {
    const answer = await request(host, `/v2/${name}/manifests/${digest || tag || "latest"}`, plainHttp || isHere(host));
    const { "docker-content-digest": said = digest } = answer.headers;
    if (answer.status === 200) return { state: "found", digest: String(said) };
    if (answer.status === 404) return { state: "missing", registry };
    return { state: "unknown", reason: `${registry} answers ${answer.status}` };
  } catch (error) {
    return { state: "unknown", reason: `${registry} ${whyNot(error)}` };
  }
}

/** A server without TLS answers the first words of TLS with words of its own. */
function whyNot(error: unknown): string {
  const plain = error instanceof Error && "code" in error && error.code === "EPROTO";
  return plain ? "does not speak TLS; --plain-http asks it without" : "cannot be reached from here";
}

async function request(host: string, path: string, plainHttp: boolean): Promise<HttpAnswer> {
  const schemes = plainHttp ? ["http", "https"] : ["https"];
  const first = await head(`${schemes[0]}://${host}${path}`).catch(() => undefined);
  const answer = first ?? (await head(`${schemes.at(-1)}://${host}${path}`));
  // Credentials are for the registry itself, and for nobody that it points to.
  if (answer.status !== 401 || new URL(answer.url).host !== host) return answer;
  const authorization = await authorize(host, answer.headers["www-authenticate"] ?? "");
  return authorization ? await head(answer.url, authorization) : answer;
}

function head(url: string, authorization?: string): Promise<HttpAnswer> {
  const headers = { Accept: accept, ...(authorization ? { Authorization: authorization } : {}) };
  return askHttp(url, { method: "HEAD", headers, timeoutMs: answerWithinMs });
}

/** A registry on this machine seldom has TLS, as container runtimes know too. */
function isHere(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host);
}

/** The token dance of the registry protocol, or plain credentials. */
async function authorize(host: string, challenge: string): Promise<string | undefined> {
  const basic = await registryCredentials(host);
  if (!/^bearer /i.test(challenge)) return basic;
  const field = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1];
  const realm = field("realm");
  if (!realm || !URL.canParse(realm)) return undefined;
  const url = new URL(realm);
  for (const name of ["service", "scope"]) url.searchParams.set(name, field(name) ?? "");
  const headers: Record<string, string> = basic ? { Authorization: basic } : {};
  const { bytes } = await askHttp(url.href, { headers, timeoutMs: answerWithinMs });
  const { token, access_token }: { token?: string; access_token?: string } = JSON.parse(bytes.toString("utf8"));
  const given = token ?? access_token;
  return given && `Bearer ${given}`;
}
