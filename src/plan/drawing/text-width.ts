const narrow = /[iIjl.,:;'|!()[\]{} ]/;
const wide = /[mwMW@%]/;

/** About how many pixels a text takes in a plain sans-serif; nobody can measure it where the drawing is made. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const char of text)
    width += narrow.test(char) ? 0.32 : wide.test(char) ? 0.88 : /[A-Z]/.test(char) ? 0.68 : 0.56;
  return width * size;
}

/** The same for bold text. */
export function boldWidth(text: string, size: number): number {
  return textWidth(text, size) * 1.12;
}
