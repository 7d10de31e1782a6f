import { spawn } from "node:child_process";
import { join } from "node:path";

/**
 * From now on, however this process ends (but for kill -9), another one that outlives it takes the cluster down.
 *
 * @returns what calls that off
 */
export function downAtExit(name: string): () => void {
  const main = join(import.meta.dirname, "main.ts");
  const end = () =>
    spawn(process.execPath, [main, "down", "--name", name], { detached: true, stdio: "ignore" }).unref();
  const exits = { SIGINT: () => process.exit(130), SIGTERM: () => process.exit(143) };
  process.once("exit", end).on("SIGINT", exits.SIGINT).on("SIGTERM", exits.SIGTERM);
  return () => void process.off("exit", end).off("SIGINT", exits.SIGINT).off("SIGTERM", exits.SIGTERM);
}
