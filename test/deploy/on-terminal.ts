import { spawn } from "node:child_process";
import { packageRoot } from "../../src/package-root.ts";
import { plainEnv, type Ran } from "../cli/tntc.ts";
import type { Ground } from "./ground.ts";

/** What is typed once a question is on the screen. */
type Typed = { at: RegExp; keys: string };

/** Runs tntc on a pseudo-terminal, which carries stdout and stderr as one: all that stays on the screen. */
export async function onTerminal(at: Ground, args: string[], typed?: Typed): Promise<Ran> {
  const command = [`${packageRoot()}/node_modules/.bin/tntc`, ...args].join(" ");
  const child = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
    cwd: at.dir,
    env: { ...plainEnv(), ...at.env, NO_COLOR: "1", TERM: "xterm" },
    timeout: 60_000,
    killSignal: "SIGKILL",
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    // What is typed before anybody asks would be echoed out of its place.
    if (!typed?.at.test(said)) return;
    child.stdin.write(typed.keys);
    typed = undefined;
  });
  const exitCode = await new Promise<number | null>((resolve, reject) =>
    child.on("error", reject).on("close", resolve),
  );
  return { stdout: onScreen(said), stderr: "", exitCode: exitCode ?? -1 };
}

const esc = "\x1b";
const erased = new RegExp(`[^\\n]*\\r${esc}\\[2K`, "g");
const moves = new RegExp(`${esc}\\[\\d*[A-Za-z]`, "g");

/** Without what was erased again, and without the movements of the cursor. */
function onScreen(text: string): string {
  return text.replaceAll(erased, "").replaceAll(moves, "").replaceAll(/\r+\n/g, "\n");
}
