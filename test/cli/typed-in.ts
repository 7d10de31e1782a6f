import { packageRoot } from "../../src/package-root.ts";
import { run } from "./tntc.ts";

/** How to start a shell for a user, and the line that loads the completion there. */
export type Shell = { start: string; load: string; env?: Record<string, string> };

/**
 * Types beginnings of command lines into a real shell on a pseudo-terminal, with a tab behind each, and tells what the
 * shell made of them: each line is printed instead of run.
 */
export async function typedIn({ start, load, env = {} }: Shell, beginnings: string[]): Promise<string[]> {
  const lines = beginnings.map((text) => `${text}\t\u0001echo '=> '\u0005\n`);
  const bin = `${packageRoot()}/node_modules/.bin`;
  const { stdout } = await run(["script", "--quiet", "--command", start, "/dev/null"], {
    env: { TERM: "dumb", PATH: `${bin}:${process.env["PATH"]}`, ...env },
    input: `${load}\n${lines.join("")}exit\n`,
  });
  return [...stdout.replaceAll("\r", "").matchAll(/^=> (.*)$/gm)].map(([, line = ""]) => line);
}
