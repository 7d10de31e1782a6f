import { TentacularError } from "../errors.ts";

/** What is known of a flag. */
type Flag = { type?: string };

/**
 * A flag that is there or not takes no value; the parser would take `3` of `--types=3` for an argument.
 *
 * @throws {TentacularError} `VALUE-UNEXPECTED` (usage)
 */
export function refuseValues(argv: readonly string[], flags: Readonly<Record<string, Flag>>): void {
  const end = argv.indexOf("--");
  for (const word of end < 0 ? argv : argv.slice(0, end)) {
    const [, name = ""] = /^--([^=]+)=/.exec(word) ?? [];
    if (flags[name]?.type !== "boolean") continue;
    throw new TentacularError(`Flag "--${name}" takes no value`, {
      code: "VALUE-UNEXPECTED",
      remedy: `Write --${name}, or leave it out`,
      exit: "usage",
    });
  }
}
