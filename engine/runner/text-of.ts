const longest = 16 * 1024;

/** Words of a log call as one text, as `console.log` shows them; cut when very long. */
export function textOf(words: readonly unknown[]): string {
  const text = words.map((word) => (typeof word === "string" ? word : shown(word))).join(" ");
  return text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text;
}

function shown(word: unknown): string {
  try {
    return Deno.inspect(word, { depth: 6, colors: false });
  } catch {
    return "[not printable]";
  }
}
