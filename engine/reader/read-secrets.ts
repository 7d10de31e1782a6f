import { parseSecrets } from "../../src/secrets/parse-secrets.ts";
import { readSharedSecret } from "../../src/secrets/read-shared-secret.ts";
import { isMap } from "../wire/is-map.ts";
import type { Json } from "../wire/json.ts";
import type { Secrets } from "../wire/load-request.ts";

const mounted = "/app/secrets";
const shared = "$shared.";

/** What one service has, as it was written. */
type Services = Record<string, Json>;

/**
 * The secrets of a workflow. `path`, a folder or a YAML file, replaces `.secrets/` and `.secrets.yaml` of the
 * workflow's folder; what the cluster mounts at `/app/secrets` is laid over both. A service is replaced as a whole.
 * Beside the workflow, `$shared.<name>` stands for a secret of the repository; a deploy has resolved it for the cluster.
 */
export async function readSecrets(dir: string, path?: string): Promise<Secrets> {
  const own = path === undefined ? await resolved(await readOwn(dir), dir) : await read(path);
  const services = { ...own, ...(await read(mounted)) };
  return Object.fromEntries(Object.entries(services).map(([service, value]) => [service, asMap(value)]));
}

async function readOwn(dir: string): Promise<Services> {
  return { ...(await read(`${dir}/.secrets`)), ...(await read(`${dir}/.secrets.yaml`, ".secrets.yaml")) };
}

async function resolved(services: Services, dir: string): Promise<Services> {
  const found = Object.entries(services).map(async ([service, value]): Promise<[string, Json]> => {
    const name = typeof value === "string" && value.startsWith(shared) ? value.slice(shared.length) : undefined;
    return [service, name === undefined ? value : await readSharedSecret(name, { dir, file: ".secrets.yaml" })];
  });
  return Object.fromEntries(await Promise.all(found));
}

/** @param name how messages call it */
async function read(path: string, name = path): Promise<Services> {
  const found = await Deno.stat(path).catch(() => undefined);
  if (found === undefined) return {};
  return found.isDirectory ? await readFiles(path) : parseSecrets(await Deno.readTextFile(path), name);
}

/** One file for each service, hidden ones left out: a JSON object is taken as it is, all else is text. */
async function readFiles(dir: string): Promise<Services> {
  const secrets: Services = {};
  for await (const { name } of Deno.readDir(dir)) {
    if (name.startsWith(".") || (await Deno.stat(`${dir}/${name}`)).isDirectory) continue;
    const text = await Deno.readTextFile(`${dir}/${name}`);
    secrets[name] = objectIn(text) ?? text.trim();
  }
  return secrets;
}

/** A plain text is `{ value }`. */
function asMap(value: Json): Record<string, Json> {
  return isMap(value) ? value : { value };
}

function objectIn(text: string): Record<string, Json> | undefined {
  return text.trimStart().startsWith("{") ? mapOf(() => JSON.parse(text)) : undefined;
}

function mapOf(read: () => Json): Record<string, Json> | undefined {
  try {
    const value = read();
    return value === null ? {} : isMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
