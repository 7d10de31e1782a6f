/** A file, link or folder of an image layer. `size` is for a file whose bytes the caller writes. */
export type TarEntry = {
  path: string;
  bytes?: Uint8Array;
  mode?: number;
  link?: string;
  folder?: boolean;
  size?: number;
};

const block = 512;
const encode = (text: string) => new TextEncoder().encode(text);

/** A tar archive as a list of chunks (the files' own bytes, not copied): owner 0, time 0, so equal input is equal bytes. */
export function tar(entries: readonly TarEntry[]): Uint8Array[] {
  const chunks = entries.flatMap((entry) => {
    const bytes = entry.bytes ?? new Uint8Array();
    return [header(entry, entry.size ?? bytes.length), bytes, new Uint8Array(-bytes.length & (block - 1))];
  });
  return [...chunks, new Uint8Array(2 * block)];
}

function header(entry: TarEntry, size: number): Uint8Array {
  const bytes = new Uint8Array(block);
  const put = (text: string, at: number) => bytes.set(encode(text), at);
  const octal = (value: number, width: number) => value.toString(8).padStart(width, "0");
  if (entry.path.length > 100) throw new Error(`Path "${entry.path}" is too long for an image layer`);
  put(entry.path, 0);
  put(octal(entry.mode ?? (entry.folder ? 0o755 : 0o644), 7), 100);
  put(octal(0, 7), 108);
  put(octal(0, 7), 116);
  put(octal(size, 11), 124);
  put(octal(0, 11), 136);
  put("        ", 148);
  put(entry.folder ? "5" : entry.link ? "2" : "0", 156);
  put(entry.link ?? "", 157);
  put("ustar\u000000", 257);
  put(
    `${octal(
      bytes.reduce((sum, byte) => sum + byte, 0),
      6,
    )}\0 `,
    148,
  );
  return bytes;
}
