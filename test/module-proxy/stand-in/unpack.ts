import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { gunzipSync } from "node:zlib";

const block = 512;

/** Unpacks an npm tarball; the folder that it names first, whatever its name, is left out. */
export async function unpack(tarball: Uint8Array, folder: string): Promise<void> {
  for (const { path, bytes } of filesOf(gunzipSync(tarball))) {
    const inside = normalize(path.split("/").slice(1).join("/"));
    if (inside === "." || inside.startsWith("..")) continue;
    await mkdir(dirname(join(folder, inside)), { recursive: true });
    await writeFile(join(folder, inside), bytes);
  }
}

function* filesOf(tar: Uint8Array): Generator<{ path: string; bytes: Uint8Array }> {
  let longName = "";
  for (let at = 0; at + block <= tar.length; ) {
    const header = tar.subarray(at, at + block);
    if (header[0] === 0) return;
    const size = Number.parseInt(field(header, 124, 12), 8) || 0;
    const bytes = tar.subarray(at + block, at + block + size);
    at += block + Math.ceil(size / block) * block;
    const type = field(header, 156, 1);
    if (type === "x") longName = paxPath(Buffer.from(bytes).toString());
    else if (type === "L") longName = field(bytes, 0, size);
    else {
      if (type === "0" || type === "") yield { path: longName || pathOf(header), bytes };
      longName = "";
    }
  }
}

function pathOf(header: Uint8Array): string {
  const prefix = field(header, 345, 155);
  return prefix ? `${prefix}/${field(header, 0, 100)}` : field(header, 0, 100);
}

function paxPath(records: string): string {
  return /^\d+ path=(.*)$/m.exec(records)?.[1] ?? "";
}

function field(bytes: Uint8Array, from: number, length: number): string {
  const text = Buffer.from(bytes.subarray(from, from + length)).toString();
  return (text.split("\0")[0] ?? "").trim();
}
