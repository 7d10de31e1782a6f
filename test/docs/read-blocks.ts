/** A command block of a page: its place, its text, and why it is not run here, if it is not. */
export type Block = { line: number; text: string; skip?: string };

/**
 * The command blocks (```sh) of a Markdown page, in order.
 * A block may say why it is run elsewhere: ```sh skip="run by .ci/run".
 */
export function readBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const [index, line] of markdown.split("\n").entries()) {
    const fence = /^```(\w*)(?:\s+skip="([^"]+)")?\s*$/.exec(line);
    if (open !== undefined) {
      if (fence !== null) {
        blocks.push(open);
        open = undefined;
      } else open.text += `${line}\n`;
    } else if (fence?.[1] === "sh") {
      open = { line: index + 1, text: "", ...(fence[2] === undefined ? {} : { skip: fence[2] }) };
    }
  }
  return blocks;
}
