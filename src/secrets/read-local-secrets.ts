import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument, type YAMLError } from "yaml";
import { z } from "zod";
import type { Place } from "../errors.ts";
import type { LocalSecrets } from "./local-secrets.ts";
import { readSharedSecret } from "./read-shared-secret.ts";
import { secretFileError } from "./secret-file-error.ts";
import { type SecretValue, secretValue, secretValueSchema } from "./secret-value.ts";

const servicePattern = /^[-._a-zA-Z0-9]{1,253}$/;

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
  for (const [service, value] of Object.entries({ ...folder, ...file })) {
    const at = join(dir, file !== undefined && service in file ? ".secrets.yaml" : `.secrets/${service}`);
    if (!servicePattern.test(service))
      throw secretFileError(`"${service}" cannot be the name of a secret`, { file: at });
    services[service] = await resolved(value, dir, at);
  }
  return { services, files };
}

async function resolved(value: SecretValue, dir: string, file: string): Promise<SecretValue> {
  const name = typeof value === "string" && value.startsWith("$shared.") ? value.slice("$shared.".length) : undefined;
  return name === undefined ? value : await readSharedSecret(name, { dir, file });
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
  return text === undefined ? undefined : parsed(text, path);
}

function parsed(text: string, path: string): Record<string, SecretValue> {
  const found = z.record(z.string(), secretValueSchema).safeParse(parseYaml(text, path) ?? {});
  if (found.success) return found.data;
  const service = String(found.error.issues[0]?.path[0] ?? "");
  throw secretFileError(
    service ? `The secret "${service}" is neither a map nor a text` : "The file is not a map of services",
    { file: path },
  );
}

function parseYaml(text: string, path: string): unknown {
  const document = parseDocument(text);
  const [error] = document.errors;
  // The parser's own message quotes the line, which may be a secret.
  if (error) throw secretFileError("The file is not valid YAML", { file: path, ...placeOf(error) });
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    throw secretFileError("The file names too many aliases", { file: path });
  }
}

function placeOf({ linePos }: YAMLError): Omit<Place, "file"> {
  return linePos === undefined ? {} : { line: linePos[0].line, column: linePos[0].col };
}
