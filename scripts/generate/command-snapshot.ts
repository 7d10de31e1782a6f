import type { CommandEntry, Manifest } from "../../src/cli/manifest.ts";

/** The command line's promise: commands, arguments and flags. What a script may rely on cannot change unseen. */
export function commandSnapshot({ commands }: Manifest): string {
  return `${JSON.stringify(Object.values(commands).map(entry), null, 2)}\n`;
}

function entry({ id, args, flags }: CommandEntry) {
  return {
    command: id.replaceAll(":", " "),
    args: Object.values(args).map(({ name, required }) => (required ? name : `[${name}]`)),
    flags: Object.values(flags)
      .map(({ name, char, options }) => `${char ? `-${char} ` : ""}--${name}${options ? `=${options.join("|")}` : ""}`)
      .sort(),
  };
}
