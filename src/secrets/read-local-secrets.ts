import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LocalSecrets } from "./local-secrets.ts";
import { parseSecrets } from "./parse-secrets.ts";
import { readSharedSecret } from "./read-shared-secret.ts";
import { secretFileError } from "./secret-file-error.ts";
import { type SecretValue, secretValue } from "./secret-value.ts";

const servicePattern = /^[-._a-zA-Z0-9]{1,253}$/;
const shared = "$shared.";

/**
 * Reads the secrets beside a workflow: the files of `.secrets/`, then `.secrets.yaml` over them, as the engine does.
 * `$shared.<name>` is resolved. Undefined when there are none.
 *
 * @throws {TentacularError} `SECRETS-INVALID` (invalid), with the place and never a value
 */
export async function readLocalSecrets(dir: string): Promise<LocalSecrets | undefined> {
  const folder = await readFolder(join(dir, ".secrets"));
  const file = await readYaml(join(dir, ".secrets.yaml"));
  const files = [...(folder ? [".secrets/"] : []), ...(file ? [".secrets.yaml"] : [])];
  if (files.length === 0) return undefined;
  const services: Record<string, SecretValue> = {};
  const from: Record<string, string> = {};
  for (const [service, value] of Object.entries({ ...folder, ...file })) {
    const at = file !== undefined && service in file ? ".secrets.yaml" : `.secrets/${service}`;
    if (!servicePattern.test(service))
      throw secretFileError(`"${service}" cannot be the name of a secret`, { file: join(dir, at) });
    const name = typeof value === "string" && value.startsWith(shared) ? value.slice(shared.length) : undefined;
    services[service] = name === undefined ? value : await readSharedSecret(name, { dir, file: join(dir, at) });
    from[service] = name === undefined ? at : `.secrets/${name} of the repository`;
  }
  return { services, files, from };
}

async function readFolder(path: string): Promise<Record<string, SecretValue> | undefined> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  const files = entries?.filter((entry) => !entry.name.startsWith(".") && !entry.isDirectory());
  if (files === undefined || files.length === 0) return undefined;
  const read = files.map(async ({ name }) => [name, secretValue(await readFile(join(path, name), "utf8"))] as const);
  return Object.fromEntries(await Promise.all(read));
}

async function readYaml(path: string): Promise<Record<string, SecretValue> | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  return text === undefined ? undefined : parseSecrets(text, path);
}
