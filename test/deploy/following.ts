import { spawn } from "node:child_process";
import { onTestFinished } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { plainEnv } from "../cli/tntc.ts";
import type { Ground } from "./ground.ts";

/** Starts `tntc logs -f` and gathers what it says. */
export function following(at: Ground, workflow: string, ...args: string[]) {
  const said = { text: "" };
  const child = spawn(`${packageRoot()}/node_modules/.bin/tntc`, ["logs", workflow, "-f", ...args], {
    env: { ...plainEnv(), ...at.env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.text += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  onTestFinished(() => void child.kill("SIGKILL"));
  return { said, ended, stop: () => child.kill("SIGINT") };
}
