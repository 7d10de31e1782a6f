/** Bytes of a file as text, or why they are not text. The offset counts bytes. */
export type Decoded = { text: string } | { code: string; message: string; remedy: string; offset: number };

const remedy = "Save it as plain UTF-8 text";

/** UTF-8, with or without a byte order mark, and nothing else. */
export function textOf(bytes: Uint8Array): Decoded {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { code: "FILE-ENCODING", message: "The file is UTF-16, not UTF-8", remedy, offset: 0 };
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) return { code: "FILE-NUL", message: "The file holds a NUL byte", remedy, offset: nul };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    const message = "The file is not UTF-8: it holds a byte that belongs to no character";
    return { code: "FILE-ENCODING", message, remedy, offset: firstBad(bytes) };
  }
}

/** The longest beginning that is UTF-8, by halving. */
function firstBad(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isWhole(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function isWhole(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
