import { fileURLToPath } from "node:url";
import type { CommandEntry } from "./manifest.ts";
import { requireCompiled } from "./require-compiled.ts";

/** A command class, as far as starting one goes. */
type CommandClass = { id: string; new (argv: string[], config: unknown): { _run(): Promise<unknown> } };

/** What the build makes of `src/commands/`: a loader for each command. */
type Commands = { load: Record<string, () => Promise<{ default: CommandClass }>> };

/** What the frame uses of oclif's configuration; the rest describes plugins and hooks, which we have none of. */
const config = {
  bin: "tntc",
  runHook: async () => ({ successes: [], failures: [] }),
  scopedEnvVarKeys: () => [],
};

/** Loads the one command that was asked for, and runs it. */
export async function runCommand({ id }: CommandEntry, argv: string[]): Promise<void> {
  const file = fileURLToPath(new URL("commands.cjs", import.meta.url));
  const { load } = requireCompiled<Commands>(file, id);
  const found = await load[id]?.();
  if (!found) throw new Error(`Command "${id}" is in the manifest but not in the bundle`);
  found.default.id = id;
  await new found.default(argv, config)._run();
}
