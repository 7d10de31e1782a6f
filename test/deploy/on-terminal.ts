import { packageRoot } from "../../src/package-root.ts";
import { type Ran, run } from "../cli/tntc.ts";
import type { Ground } from "./ground.ts";

/** Runs tntc on a pseudo-terminal, which carries stdout and stderr as one. */
export async function onTerminal(at: Ground, ...args: string[]): Promise<Ran> {
  const command = [`${packageRoot()}/node_modules/.bin/tntc`, ...args].join(" ");
  const script = ["script", "--quiet", "--return", "--command", command, "/dev/null"];
  const ran = await run(script, { cwd: at.dir, env: { ...at.env, NO_COLOR: "1", TERM: "xterm" }, timeout: 60_000 });
  return { ...ran, stdout: ran.stdout.replaceAll("\r\n", "\n") };
}
