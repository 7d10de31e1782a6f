import { packageRoot } from "../../src/package-root.ts";
import { type Ran, run, type Typed } from "../cli/tntc.ts";
import type { Ground } from "./ground.ts";

/** Runs tntc on a pseudo-terminal, which carries stdout and stderr as one: all that stays on the screen. */
export async function onTerminal(at: Ground, args: string[], typed?: Typed): Promise<Ran> {
  const command = [`${packageRoot()}/node_modules/.bin/tntc`, ...args].join(" ");
  const script = ["script", "--quiet", "--return", "--command", command, "/dev/null"];
  const env = { ...at.env, NO_COLOR: "1", TERM: "xterm" };
  const ran = await run(script, { cwd: at.dir, env, typed });
  return { ...ran, stdout: onScreen(ran.stdout) };
}

const esc = "\x1b";
const erased = new RegExp(`[^\\n]*\\r${esc}\\[2K`, "g");
const moves = new RegExp(`${esc}\\[\\d*[A-Za-z]`, "g");

/** Without what was erased again, and without the movements of the cursor. */
function onScreen(text: string): string {
  return text.replaceAll(erased, "").replaceAll(moves, "").replaceAll(/\r+\n/g, "\n");
}
