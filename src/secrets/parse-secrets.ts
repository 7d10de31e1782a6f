import { parseDocument, type YAMLError } from "yaml";
import { z } from "zod";
import type { Place } from "../errors.ts";
import { secretFileError } from "./secret-file-error.ts";
import { type SecretValue, secretValueSchema } from "./secret-value.ts";

/**
 * The services of a `.secrets.yaml`. Desk and engine read it by this, so that both say the same of one that is wrong.
 *
 * @param file how messages name it
 * @throws {TentacularError} `SECRETS-INVALID` (invalid), with the place and never a value
 */
export function parseSecrets(text: string, file: string): Record<string, SecretValue> {
  const found = z.record(z.string(), secretValueSchema).safeParse(parseYaml(text, file) ?? {});
  if (found.success) return found.data;
  const service = String(found.error.issues[0]?.path[0] ?? "");
  throw secretFileError(
    service ? `The secret "${service}" is neither a map nor a text` : "The file is not a map of services",
    { file },
  );
}

function parseYaml(text: string, file: string): unknown {
  const document = parseDocument(text);
  const [error] = document.errors;
  // The parser's own message quotes the line, which may be a secret.
  if (error) throw secretFileError("The file is not valid YAML", { file, ...placeOf(error) });
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    throw secretFileError("The file names too many aliases", { file });
  }
}

function placeOf({ linePos }: YAMLError): Omit<Place, "file"> {
  return linePos === undefined ? {} : { line: linePos[0].line, column: linePos[0].col };
}
