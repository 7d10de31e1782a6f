import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";

/** What the demo types, and where. */
export type Terminal = {
  /** A heading. */
  say(text: string): void;
  /** Types a command, shows what it prints, and fails the demo when the command fails. @returns its stdout. */
  type(command: readonly string[], options?: { cwd?: string }): Promise<string>;
};

const root = join(import.meta.dirname, "..");

/** A terminal in `cwd`; `tntc` and the pinned Node come first on its PATH. */
export function terminal(cwd: string, env: NodeJS.ProcessEnv): Terminal {
  const path = `${join(root, "node_modules/.bin")}${delimiter}${env["PATH"] ?? ""}`;
  return {
    say: (text) => console.log(`\n── ${text}\n`),
    type: (command, options = {}) => show(command, options.cwd ?? cwd, { ...env, PATH: path }),
  };
}

async function show(command: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const [program = "", ...args] = command;
  console.log(`$ ${command.map((word) => (/[\s"{}]/.test(word) ? `'${word}'` : word)).join(" ")}`);
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "inherit"] });
  let stdout = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
    process.stdout.write(chunk);
  });
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
  if (exitCode !== 0) throw new Error(`The demo stopped: "${command.join(" ")}" ended with ${exitCode}`);
  return stdout;
}
