const modules = [".js", ".ts", ".mjs", ".mts", ".jsx", ".tsx", ".cjs", ".cts"];

/** A path without the extension of a module; "x.d.ts" keeps its own. */
export function stripExtension(path: string, extensions: readonly string[] = modules): string {
  const found = extensions.find((one) => path.endsWith(one) && !path.endsWith(`.d${one}`));
  return found ? path.slice(0, -found.length) : path;
}
