/** Whether a command line asks for an envelope, read without its parser: a wrong line must be answered in JSON too. */
export function wantsJson(argv: string[]): boolean {
  const words = flagsOf(argv);
  const at = words.findLastIndex((word) => word === "-o" || word === "--output");
  return words[at + 1] === "json" || words.some((word) => /^(-o=?|--output=)json$/.test(word));
}

/** Whether stacks and commands are to be shown; Helm takes `--debug` for itself and hands it on in the environment. */
export function wantsDebug(argv: string[], env: NodeJS.ProcessEnv = process.env): boolean {
  return flagsOf(argv).includes("--debug") || /^(1|true|yes)$/i.test(env["HELM_DEBUG"] ?? "");
}

function flagsOf(argv: string[]): string[] {
  const end = argv.indexOf("--");
  return end < 0 ? argv : argv.slice(0, end);
}
