import { existsSync, readFileSync } from "node:fs";
import { matchesGlob } from "node:path";
import { parse } from "yaml";
import { paths } from "../build/paths.ts";
import { archive } from "./archive.ts";
import { readTree } from "./read-tree.ts";

/** A chart as `helm package` would pack it, but of the same bytes each time: its name, and the archive. */
export function chartPackage(chart: string): [path: string, bytes: Buffer] {
  const folder = `charts/${chart}`;
  const { version }: { version: string } = parse(readFileSync(`${paths.root}/${folder}/Chart.yaml`, "utf8"));
  const ignored = ignoredBy(`${paths.root}/${folder}/.helmignore`);
  const files = readTree(folder)
    .map((file) => ({ ...file, path: file.path.slice("charts/".length) }))
    .filter(({ path }) => !ignored.some((pattern) => isWithin(path.slice(chart.length + 1), pattern)));
  return [`charts/${chart}-${version}.tgz`, archive(files)];
}

function ignoredBy(file: string): string[] {
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  return lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}

/** `ci/` and `*.gotmpl` as Helm reads them: a folder with all in it, a name at any depth. */
function isWithin(path: string, pattern: string): boolean {
  const plain = pattern.replace(/^\//, "").replace(/\/$/, "");
  const parts = path.split("/");
  const heads = parts.map((_, at) => parts.slice(0, at + 1).join("/"));
  return plain.includes("/")
    ? heads.some((head) => matchesGlob(head, plain))
    : parts.some((part) => matchesGlob(part, plain));
}
