import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { rcompare } from "semver";
import { z } from "zod";

/** What JSR answers at a path. */
export type JsrFile = { type: string; bytes: Uint8Array | string };

const packages = join(import.meta.dirname, "packages");
const name = "(@[a-z0-9-]+/[a-z0-9-]+)";
const version = "(\\d+\\.\\d+\\.\\d+)";
const description = z.object({ exports: z.record(z.string(), z.string()) });

/** The versions of a package, the manifest of one, or a file of one; undefined if there is none. */
export async function jsrFile(path: string): Promise<JsrFile | undefined> {
  const [, ofPackage] = new RegExp(`^/${name}/meta\\.json$`).exec(path) ?? [];
  if (ofPackage) return json(await versionsOf(ofPackage));
  const [, ofVersion, one] = new RegExp(`^/${name}/${version}_meta\\.json$`).exec(path) ?? [];
  if (ofVersion && one) return json(await manifestOf(join(packages, ofVersion, one)));
  const [file] = new RegExp(`(?<=^/)${name}/${version}/[\\w.-]+$`).exec(path) ?? [];
  const bytes = file && (await readFile(join(packages, file)).catch(() => undefined));
  return bytes ? { type: "text/typescript", bytes } : undefined;
}

async function versionsOf(pkg: string): Promise<object | undefined> {
  const versions = (await readdir(join(packages, pkg)).catch(() => [])).toSorted(rcompare);
  const [scope, short] = pkg.slice(1).split("/");
  if (versions.length === 0) return undefined;
  return { scope, name: short, latest: versions[0], versions: Object.fromEntries(versions.map((one) => [one, {}])) };
}

/** Every file with its checksum, which Deno compares, and the entries of the package. */
async function manifestOf(folder: string): Promise<object | undefined> {
  const names = await readdir(folder).catch(() => []);
  if (names.length === 0) return undefined;
  const { exports } = description.parse(JSON.parse(await readFile(join(folder, "jsr.json"), "utf8")));
  const files = names.map(async (file) => {
    const bytes = await readFile(join(folder, file));
    const checksum = `sha256-${createHash("sha256").update(bytes).digest("hex")}`;
    return [`/${file}`, { size: bytes.length, checksum }];
  });
  return { manifest: Object.fromEntries(await Promise.all(files)), exports };
}

function json(value: object | undefined): JsrFile | undefined {
  return value && { type: "application/json", bytes: JSON.stringify(value) };
}
