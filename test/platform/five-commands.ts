import type { Ran } from "../cli/tntc.ts";
import { named } from "../deploy/named.ts";
import { ranText } from "../deploy/ran-text.ts";
import type { Platform } from "./platform.ts";

/** How the commands are run. */
export type FiveCommandsOptions = {
  /** Found around them, besides the platform's own. */
  env?: Record<string, string>;
  /** Pods measure, too. */
  probe?: boolean;
  /** More for `cluster install`. */
  install?: string[];
  /** Programs ask, too. */
  json?: boolean;
};

/** What all commands about a cluster say to people and, when these were asked for, to programs. */
export type FiveCommands = { text: string; json?: string };

/** Types the commands, a few side by side, for they only look, where there is nothing to fix; then installs. */
export async function fiveCommands(at: Platform, options: FiveCommandsOptions = {}): Promise<FiveCommands> {
  const { env = {}, probe, install = [], json } = options;
  const here = ["-n", at.namespace];
  const measured = probe ? ["--probe"] : [];
  const typed = async (...args: string[]) => shown(at, args, await at.tntc(args, { env }));
  const both = async (...args: string[]) =>
    await Promise.all([typed(...args), json ? typed(...args, "-o", "json") : undefined]);
  const looks = [
    ...(await Promise.all([
      both("cluster", "check", ...here, ...measured),
      both("cluster", "profile", ...here, ...measured),
    ])),
    ...(await Promise.all([both("contract", "status"), both("cluster", "check", "--fix", ...here)])),
  ];
  const planned = json && (await typed("cluster", "install", "--dry-run", ...install, "-o", "json"));
  const installed = await typed("cluster", "install", "--wait", ...install);
  const text = [...looks.map(([toPeople]) => toPeople), installed].join("\n");
  return planned ? { text, json: [...looks.map(([, toPrograms]) => toPrograms), planned].join("\n") } : { text };
}

function shown(at: Platform, args: string[], ran: Ran): string {
  // How often an earlier state was mended is no matter of this one.
  const text = ranText(ran).replace(/\(revision \d+\)/, "(revision <number>)");
  return named(`$ tntc ${args.join(" ")}\n${text}`, at);
}
