import { spawn } from "node:child_process";
import { packageRoot } from "../../src/package-root.ts";
import { plainEnv } from "../cli/tntc.ts";
import type { Ground } from "./ground.ts";

/** Starts tntc, which ends with the test at the latest; its exit code comes when it ends. */
export function started(at: Ground, args: string[]) {
  const child = spawn(`${packageRoot()}/node_modules/.bin/tntc`, args, {
    cwd: at.dir,
    env: { ...plainEnv(), ...at.env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const said = { text: "" };
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.text += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return { child, said, ended, [Symbol.dispose]: () => void child.kill("SIGKILL") };
}
