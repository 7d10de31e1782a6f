import { packageRoot } from "../package-root.ts";

/** Fewer openings than half of what overflows the parser's stack. */
const openings = 2000;
/** A longer run without any of `;,{}` may be one deep expression. */
const longestRun = 8000;

/**
 * Whether the native parser gets through a file. It has no bound on depth and would take this process down, so code
 * that could be that deep is first given to a process of its own. Code that people write is not, and costs nothing here.
 */
export async function survivesParsing(path: string, text: string): Promise<boolean> {
  if (!mayBeDeep(text)) return true;
  const program = `
    const { parseSync } = await import("oxc-parser");
    const { text } = await import("node:stream/consumers");
    void parseSync(process.argv[1], await text(process.stdin), { sourceType: "module", showSemanticErrors: true }).program;`;
  // Loaded only here: it costs as much as reading a small workflow.
  const { spawn } = await import("node:child_process");
  const child = spawn(process.execPath, ["--input-type=module", "-e", program, path], {
    cwd: packageRoot(),
    stdio: ["pipe", "ignore", "ignore"],
    timeout: 10_000,
  });
  child.stdin.on("error", () => {}).end(text);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    // Only a fatal signal means too deep. The WebAssembly parser, where it stands in, is not found there and needs no care.
    child.on("close", (_code, signal) => resolve(signal === null));
  });
}

function mayBeDeep(text: string): boolean {
  if (text.length < openings) return false;
  return (
    (text.match(/[([{<`]/g)?.length ?? 0) > openings || text.split(/[;,{}]/).some((run) => run.length > longestRun)
  );
}
