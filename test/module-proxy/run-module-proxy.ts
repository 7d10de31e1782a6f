import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

/** How a program ended, and what it said. */
export type Ended = { exitCode: number; stdout: string; stderr: string };

/** Runs the stand-in until it ends by itself, which it does only if something is wrong. */
export function runModuleProxy(config: string): Promise<Ended> {
  const program = fileURLToPath(new URL("stand-in/main.ts", import.meta.url));
  const options = { env: { ...process.env, ESMDIR: "" }, timeout: 20_000 };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, "--config", config], options, (_, stdout, stderr) => {
      resolve({ exitCode: child.exitCode ?? -1, stdout, stderr });
    });
  });
}
