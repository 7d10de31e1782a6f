import { access, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { secretFileError } from "./secret-file-error.ts";
import { type SecretValue, secretValue } from "./secret-value.ts";

const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * The value behind `$shared.<name>`: the file `.secrets/<name>` at the root of the repository, which several workflows
 * share. The root is the nearest folder upwards that holds `.git` or `go.mod`.
 *
 * @param file where the reference stands, for messages
 */
export async function readSharedSecret(
  name: string,
  { dir, file }: { dir: string; file: string },
): Promise<SecretValue> {
  if (!namePattern.test(name)) throw secretFileError(`"$shared.${name}" is not the name of a shared secret`, file);
  const root = await repositoryRoot(resolve(dir));
  if (root === undefined) {
    throw secretFileError(`"$shared.${name}" needs a repository: no folder above "${dir}" holds .git`, file);
  }
  const path = join(root, ".secrets", name);
  try {
    return secretValue(await readFile(path, "utf8"));
  } catch (cause) {
    throw secretFileError(`The shared secret "${name}" cannot be read from "${path}"`, file, cause);
  }
}

async function repositoryRoot(dir: string): Promise<string | undefined> {
  if ((await exists(join(dir, ".git"))) || (await exists(join(dir, "go.mod")))) return dir;
  return dirname(dir) === dir ? undefined : await repositoryRoot(dirname(dir));
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
