/** Line and column, from 1, of the first character that stops `text` from being JSON; undefined when it is JSON. */
export function jsonPlace(text: string): { line: number; column: number } | undefined {
  if (!isBroken(text, text.length) && !endsEarly(text)) return undefined;
  let sound = 0;
  let broken = text.length + 1;
  while (broken - sound > 1) {
    const middle = (sound + broken) >> 1;
    if (isBroken(text, middle)) broken = middle;
    else sound = middle;
  }
  // What ends too early is to be mended where it ends, not below the empty lines after it.
  const end = text.trimEnd().length;
  const before = text.slice(0, Math.min(sound, end)).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function endsEarly(text: string): boolean {
  return complaint(text) !== undefined;
}

/** Whether the first `length` characters are wrong already, whatever might follow. */
function isBroken(text: string, length: number): boolean {
  const said = complaint(text.slice(0, length));
  if (said === undefined || /end of JSON input|Unterminated string/.test(said)) return false;
  return Number(/at position (\d+)/.exec(said)?.[1] ?? -1) !== length;
}

function complaint(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return String(error);
  }
}
