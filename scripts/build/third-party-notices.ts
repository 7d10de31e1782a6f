import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Output } from "./output.ts";
import { paths } from "./paths.ts";

type PackageJson = { name: string; version: string; license?: string; author?: string | { name: string } };

const title = "Tentacular holds code of these packages, each under its own licence.";

/**
 * Copyright notices and licences of every package whose code is in the outputs: they must go where the code goes.
 * @param folder where below dist/ the notices go, with a slash at its end
 */
export function thirdPartyNotices(outputs: readonly Output[], folder = ""): Output {
  const homes = new Set(outputs.flatMap(({ sources = [] }) => sources.flatMap(packageOf)));
  const sections = [...homes].map(section).sort();
  const text = [title, ...new Set(sections)].join(`\n\n${"=".repeat(80)}\n\n`);
  return { path: `${folder}THIRD-PARTY-NOTICES.txt`, bytes: Buffer.from(`${text}\n`) };
}

/** The folder of the package that a source belongs to; none for our own. */
function packageOf(source: string): string[] {
  const found = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(source);
  return found ? [resolve(paths.root, found[0])] : [];
}

function section(home: string): string {
  const { name, version, license, author }: PackageJson = JSON.parse(readFileSync(`${home}/package.json`, "utf8"));
  const files = readdirSync(home).filter((file) => /^((un)?licen[cs]e|copying|notice|copyright)/i.test(file));
  // Some authors only name the licence; then their name stands for the notice.
  if (files.length === 0 && !license) throw new Error(`Package "${name}" says nothing of its licence`);
  const by = typeof author === "string" ? author : author?.name;
  const texts = files.sort().map((file) => readFileSync(`${home}/${file}`, "utf8").trim());
  return [`${name} ${version} (${license})`, ...(by ? [`By ${by}`] : []), ...texts]
    .join("\n\n")
    .replaceAll("\r\n", "\n");
}
