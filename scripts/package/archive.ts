import { gzipSync } from "node:zlib";

/** One file of an archive. */
export type ArchiveFile = { path: string; bytes: Uint8Array; executable?: boolean };

const block = 512;

/**
 * Packs files into a gzipped ustar archive of the same bytes each time: sorted, time 0, owner 0. Folders have entries
 * of their own, for Helm unpacks nothing into a folder that it was not told of.
 */
export function archive(files: readonly ArchiveFile[]): Buffer {
  const folders = new Set(files.flatMap(({ path }) => foldersOf(path)));
  const entries = [
    ...[...folders].map((path) => ({ path: `${path}/`, bytes: new Uint8Array(), mode: "0000755", type: "5" })),
    ...files.map(({ path, bytes, executable }) => ({
      path,
      bytes,
      mode: executable ? "0000755" : "0000644",
      type: "0",
    })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  const blocks = entries.flatMap((entry) => [header(entry), padded(entry.bytes)]);
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * block)]), { level: 9 });
}

function foldersOf(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join("/"));
}

function padded(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes], Math.ceil(bytes.length / block) * block);
}

function header({ path, bytes, mode, type }: { path: string; bytes: Uint8Array; mode: string; type: string }): Buffer {
  if (Buffer.byteLength(path) > 100) throw new Error(`Path "${path}" is too long for an archive`);
  const head = Buffer.alloc(block);
  head.write(path, 0);
  head.write(mode, 100);
  head.write("0000000", 108);
  head.write("0000000", 116);
  head.write(bytes.length.toString(8).padStart(11, "0"), 124);
  head.write("00000000000", 136);
  head.write("        ", 148);
  head.write(type, 156);
  head.write("ustar\u000000", 257);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return head;
}
