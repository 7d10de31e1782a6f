import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { paths } from "./build/paths.ts";
import { archive } from "./package/archive.ts";
import { chartPackage } from "./package/chart-package.ts";
import { npmPackage } from "./package/npm-package.ts";
import { pluginPackage } from "./package/plugin-package.ts";

const out = process.argv[2] ?? `${paths.root}/out`;

/** Packs what is released into out/: the same sources give the same bytes, as SHA256SUMS can prove. */
async function pack(): Promise<void> {
  const { version }: { version: string } = JSON.parse(readFileSync(`${paths.root}/package.json`, "utf8"));
  const plugin = await pluginPackage();
  const inFolder = plugin.map((file) => ({ ...file, path: `tentacular/${file.path}` }));
  const tarballs = new Map([
    [`npm/tentacular-${version}.tgz`, await npmPackage()],
    [`plugin/tentacular-${version}.tgz`, archive(inFolder)],
    // Helm 3 installs from http only, and wants plugin.yaml at the top.
    [`plugin/helm3/tentacular-${version}.tgz`, archive(plugin)],
    ...readdirSync(`${paths.root}/charts`).map((chart) => chartPackage(chart)),
  ]);
  rmSync(out, { recursive: true, force: true });
  for (const [path, bytes] of tarballs) write(path, bytes);
  write("SHA256SUMS", Buffer.from([...tarballs].map(([path, bytes]) => `${sha256(bytes)}  ${path}\n`).join("")));
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function write(path: string, bytes: Buffer): void {
  mkdirSync(dirname(`${out}/${path}`), { recursive: true });
  writeFileSync(`${out}/${path}`, bytes);
  console.log(`${path} (${Math.ceil(bytes.length / 1024)} KiB)`);
}

await pack();
