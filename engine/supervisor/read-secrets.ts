import { parse } from "yaml";
import { TentacularError } from "../../src/errors.ts";
import type { Json, Secrets } from "../wire/load-request.ts";

const mounted = "/app/secrets";

/**
 * The secrets of a workflow. `path`, a folder or a YAML file, replaces `.secrets/` and `.secrets.yaml` of the
 * workflow's folder; what the cluster mounts at `/app/secrets` is laid over both. A service is replaced as a whole.
 */
export async function readSecrets(dir: string, path?: string): Promise<Secrets> {
  const local = path === undefined ? [`${dir}/.secrets`, `${dir}/.secrets.yaml`] : [path];
  const layers: Secrets[] = [];
  for (const source of new Set([...local, mounted])) layers.push(await read(source));
  return Object.assign({}, ...layers);
}

async function read(path: string): Promise<Secrets> {
  const found = await Deno.stat(path).catch(() => undefined);
  if (found === undefined) return {};
  return found.isDirectory ? await readFiles(path) : readYaml(path, await Deno.readTextFile(path));
}

/** One file for each service, hidden ones left out: a JSON object is taken as it is, all else is `{ value }`. */
async function readFiles(dir: string): Promise<Secrets> {
  const secrets: Secrets = {};
  for await (const { name } of Deno.readDir(dir)) {
    if (name.startsWith(".") || (await Deno.stat(`${dir}/${name}`)).isDirectory) continue;
    const text = await Deno.readTextFile(`${dir}/${name}`);
    secrets[name] = objectIn(text) ?? { value: text.trim() };
  }
  return secrets;
}

function readYaml(file: string, text: string): Secrets {
  const services = mapOf(() => parse(text));
  if (services === undefined) {
    throw new TentacularError(`Secrets file "${file}" is not a map of services`, {
      code: "SECRETS-MALFORMED",
      exit: "invalid",
      remedy: "Write `service: { key: value }`",
    });
  }
  return Object.fromEntries(Object.entries(services).map(([service, value]) => [service, asMap(value)]));
}

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

function isMap(value: Json): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
