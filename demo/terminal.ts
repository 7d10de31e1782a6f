import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";

/** What the demo types, and where. */
export type Terminal = {
  /** A heading. */
  say(text: string): void;
  /** Types a command, in the folder `cwd` below, and shows what it prints; a command that fails ends the demo. */
  type(command: readonly string[], options?: { cwd?: string }): Promise<void>;
};

const root = join(import.meta.dirname, "..");

/** A terminal in `cwd`; `tntc` and the pinned Node come first on its PATH. */
export function terminal(cwd: string, env: NodeJS.ProcessEnv): Terminal {
  const path = `${join(root, "node_modules/.bin")}${delimiter}${env["PATH"] ?? ""}`;
  return {
    say: (text) => console.log(`\n── ${text}\n`),
    type: (command, options = {}) => show(command, join(cwd, options.cwd ?? "."), { ...env, PATH: path }),
  };
}

async function show(command: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  const [program = "", ...args] = command;
  console.log(`$ ${command.map((word) => (/[\s"{}]/.test(word) ? `'${word}'` : word)).join(" ")}`);
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "inherit", "inherit"] });
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
  if (exitCode !== 0) throw new Error(`The demo stopped: "${command.join(" ")}" ended with ${exitCode}`);
}
