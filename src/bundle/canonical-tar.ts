import { TentacularError } from "../errors.ts";

/** One file of a workflow's code. Paths are relative, with `/`. */
export type CodeFile = { path: string; bytes: Uint8Array };

const block = 512;

/**
 * The one byte sequence that stands for a set of files: ustar, sorted by the bytes of the path, mode 0644,
 * owner 0:0 without names, time 0, no folder entries. Order, owners and times of the input do not matter.
 *
 * @throws {TentacularError} `PATH-UNSAFE` for an absolute path, `..`, an empty part or a control character;
 * `PATH-TOO-LONG` when ustar cannot hold it (255 bytes, the last name 100); `PATH-TWICE` for a path given twice.
 *
 * @example
 * const tar = canonicalTar([{ path: "workflow.yaml", bytes: new TextEncoder().encode("name: hello") }]);
 */
export function canonicalTar(files: readonly CodeFile[]): Uint8Array<ArrayBuffer> {
  const entries = files.map((file) => ({ ...file, name: encode(file.path) })).sort((a, b) => compare(a.name, b.name));
  refuseTwins(entries);
  const size = entries.reduce((sum, entry) => sum + block + padded(entry.bytes.length), 2 * block);
  const tar = new Uint8Array(size);
  let offset = 0;
  for (const entry of entries) {
    tar.set(header(entry.path, entry.bytes.length), offset);
    tar.set(entry.bytes, offset + block);
    offset += block + padded(entry.bytes.length);
  }
  return tar;
}

function refuseTwins(entries: readonly CodeFile[]): void {
  entries.forEach((entry, index) => {
    if (entries[index + 1]?.path === entry.path) throw unsafe("PATH-TWICE", `Path "${entry.path}" is given twice`);
  });
}

function header(path: string, size: number): Uint8Array {
  const bytes = new Uint8Array(block);
  const [prefix, name] = split(path);
  const put = (text: Uint8Array | string, at: number) => bytes.set(typeof text === "string" ? encode(text) : text, at);
  put(name, 0);
  put("0000644\0", 100);
  put("0000000\0", 108);
  put("0000000\0", 116);
  put(`${size.toString(8).padStart(11, "0")}\0`, 124);
  put("00000000000\0", 136);
  put("        ", 148);
  put("0", 156);
  put("ustar\0", 257);
  put("00", 263);
  put(prefix, 345);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return bytes;
}

/** ustar holds a path as prefix (155 bytes) + "/" + name (100 bytes). */
function split(path: string): [Uint8Array, Uint8Array] {
  const parts = path.split("/");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (parts.some((part) => part === "" || part === "." || part === ".." || /[\u0000-\u001f\u007f\\]/.test(part))) {
    throw unsafe("PATH-UNSAFE", `Path "${path}" is not a plain relative path`);
  }
  for (let cut = 0; cut < parts.length; cut++) {
    const prefix = encode(parts.slice(0, cut).join("/"));
    const name = encode(parts.slice(cut).join("/"));
    if (name.length <= 100 && prefix.length <= 155) return [prefix, name];
  }
  throw unsafe("PATH-TOO-LONG", `Path "${path}" is too long for an archive`);
}

function unsafe(code: string, message: string): TentacularError {
  return new TentacularError(message, { code, exit: "invalid", remedy: "Rename the file" });
}

function padded(size: number): number {
  return Math.ceil(size / block) * block;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function compare(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const difference = (a[index] as number) - (b[index] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
