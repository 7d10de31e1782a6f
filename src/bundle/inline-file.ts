import type { CodeFile } from "./canonical-tar.ts";

/** A file on its way through Helm values into a ConfigMap: plain text as it is, anything else as base64. */
export type InlineFile = { path: string; key: string } & ({ text: string } | { base64: string });

// What JSON, YAML and Helm's templates carry unchanged. A byte order mark, control characters and the line separators
// that YAML 1.1 folds do not survive the way.
const plain = /^[\t\n\r\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10fffd}]*$/u;

/**
 * Files as ConfigMap entries. A key holds no "/", so each gets one that is unique and still readable; the volume puts
 * the file back at its path.
 *
 * @example
 * inlineFiles([{ path: "nodes/a.ts", bytes }]); // [{ path: "nodes/a.ts", key: "nodes__a.ts", text: "…" }]
 */
export function inlineFiles(files: readonly CodeFile[]): InlineFile[] {
  const taken = new Set<string>();
  return files.map(({ path, bytes }) => {
    const key = freeKey(
      path
        .replaceAll("/", "__")
        .replaceAll(/[^-._a-zA-Z0-9]/g, "_")
        .slice(-200),
      taken,
    );
    taken.add(key);
    const text = textOf(bytes);
    return text === undefined ? { path, key, base64: base64(bytes) } : { path, key, text };
  });
}

function freeKey(wanted: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const key = count === 1 ? wanted : `${count}-${wanted}`;
    if (!taken.has(key)) return key;
  }
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return plain.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

function base64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
