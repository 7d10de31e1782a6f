import type { CommandEntry } from "./manifest.ts";

/** A command class, as far as starting one goes. */
type CommandClass = { id: string; new (argv: string[], config: unknown): { _run(): Promise<unknown> } };

/** What the frame uses of oclif's configuration; the rest describes plugins and hooks, which we have none of. */
const config = {
  bin: "tntc",
  runHook: async () => ({ successes: [], failures: [] }),
  scopedEnvVarKeys: () => [],
};

/** Loads the one command that was asked for, and runs it. */
export async function runCommand({ id }: CommandEntry, argv: string[]): Promise<void> {
  const { default: Found }: { default: CommandClass } = await import(
    new URL(`./command.${id.replaceAll(":", ".")}.js`, import.meta.url).href
  );
  Found.id = id;
  await new Found(argv, config)._run();
}
