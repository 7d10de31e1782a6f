import type { CodeFile } from "../../src/bundle/canonical-tar.ts";

const deepest = 32;

/**
 * All files of a folder with their bytes. A mounted ConfigMap keeps its bytes behind `..data` and links to them:
 * links are followed, names that begin with `..` are left out.
 */
export async function readFolder(dir: string, prefix = "", depth = 0): Promise<CodeFile[]> {
  const files: CodeFile[] = [];
  if (depth > deepest) return files;
  for await (const { name } of Deno.readDir(dir)) {
    if (name.startsWith("..")) continue;
    const path = `${dir}/${name}`;
    const { isDirectory } = await Deno.stat(path);
    if (isDirectory) files.push(...(await readFolder(path, `${prefix}${name}/`, depth + 1)));
    else files.push({ path: `${prefix}${name}`, bytes: await Deno.readFile(path) });
  }
  return files;
}
