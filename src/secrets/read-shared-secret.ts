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
  if (!namePattern.test(name)) throw secretFileError(`"$shared.${name}" is not the name of a shared secret`, { file });
  const node = await nodeModules();
  const root = await repositoryRoot(node, node.resolve(dir));
  if (root === undefined) {
    throw secretFileError(`"$shared.${name}" needs a repository: no folder above "${dir}" holds .git`, { file });
  }
  const path = node.join(root, ".secrets", name);
  try {
    return secretValue(await node.readFile(path, "utf8"));
  } catch (cause) {
    throw secretFileError(`The shared secret "${name}" cannot be read from "${path}"`, { file }, cause);
  }
}

type Node = Awaited<ReturnType<typeof nodeModules>>;

/** Loaded when they are needed: Deno's take longer to load than the engine takes to read a whole workflow. */
async function nodeModules() {
  const [{ access, readFile }, { dirname, join, resolve }] = await Promise.all([
    import("node:fs/promises"),
    import("node:path"),
  ]);
  return { access, readFile, dirname, join, resolve };
}

async function repositoryRoot(node: Node, dir: string): Promise<string | undefined> {
  const { dirname, join } = node;
  if ((await exists(node, join(dir, ".git"))) || (await exists(node, join(dir, "go.mod")))) return dir;
  return dirname(dir) === dir ? undefined : await repositoryRoot(node, dirname(dir));
}

async function exists({ access }: Node, path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
