/** A command block of a page: its place, its text, and why it is not run here, if it is not. */
export type Block = { line: number; text: string; skip?: string };

/** What stands between fences besides commands. */
const shown = ["ts", "yaml", "json", "text", "mermaid"];

/**
 * The command blocks (```sh) of a Markdown page, in order, or those that are shown as `kind`.
 * A block of commands may say why it is run elsewhere: ```sh skip="run by .ci/run".
 *
 * @throws {Error} of a fence that is read neither as commands nor as something shown: it would silently not be run
 */
export function readBlocks(markdown: string, kind: "sh" | "text" = "sh"): Block[] {
  const blocks: Block[] = [];
  let open: { fence: string; block?: Block } | undefined;
  for (const [index, line] of markdown.split("\n").entries()) {
    const [, fence, info = ""] = /^[\s>]*(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (open === undefined) {
      if (fence !== undefined) open = { fence, ...opened(info.trim(), index + 1, kind) };
    } else if (fence?.startsWith(open.fence) && info.trim() === "") {
      if (open.block) blocks.push(open.block);
      open = undefined;
    } else if (open.block) open.block.text += `${line}\n`;
  }
  if (open) throw new Error(`The last block is never closed: ${open.fence}`);
  return blocks;
}

function opened(info: string, line: number, kind: string): { block?: Block } {
  if (shown.includes(info)) return info === kind ? { block: { line, text: "" } } : {};
  const [commands, skip] = /^sh(?: skip="([^"]{10,})")?$/.exec(info) ?? [];
  if (commands !== undefined && kind !== "sh") return {};
  if (commands !== undefined) return { block: { line, text: "", ...(skip === undefined ? {} : { skip }) } };
  throw new Error(`Line ${line}: "${info}" is none of sh, sh skip="why not", ${shown.join(", ")}`);
}
