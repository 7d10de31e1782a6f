import { readManifest } from "./cli/manifest.ts";
import { printNow } from "./cli/print-now.ts";
import { quietPipes } from "./cli/quiet-pipes.ts";
import { quietWarnings } from "./cli/quiet-warnings.ts";
import { route } from "./cli/route.ts";
import { versionLine } from "./cli/version-line.ts";
import { wantsDebug, wantsJson } from "./cli/wants.ts";

/** Runs one command line. Version and help are answered from the manifest; only a command is loaded. */
async function main(argv: string[]): Promise<void> {
  quietWarnings(wantsDebug(argv));
  const manifest = readManifest();
  const asked = route(argv, manifest);
  switch (asked.kind) {
    case "version":
      return printNow(`${versionLine(manifest)}\n`);
    case "help":
    case "group":
      return (await import("./cli/show-help.ts")).showHelp(manifest, asked);
    case "completion":
      return (await import("./cli/print-completion.ts")).printCompletion(asked.typed, manifest);
    case "unknown":
      quietPipes();
      return (await import("./cli/refuse-unknown.ts")).refuseUnknown(asked.words, argv, manifest);
    case "command":
      quietPipes();
      for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void endEarly());
      return (await import("./cli/run-command.ts")).runCommand(asked.command, asked.argv);
  }
}

/** Answers an interrupt that comes before the command listens itself. */
async function endEarly(): Promise<void> {
  const { interrupted } = await import("./cli/interrupted.ts");
  await giveUp(interrupted(), startedAt);
  process.exit();
}

/** Whatever was not foreseen is said in the same form as what was. */
async function giveUp(error: unknown, startedAt: Date): Promise<void> {
  const { reportError } = await import("./output/report-error.ts");
  reportError(error, { command: "", json: wantsJson(argv), debug: wantsDebug(argv), startedAt });
}

const startedAt = new Date();
const argv = process.argv.slice(2);
main(argv).catch((error) => giveUp(error, startedAt));
