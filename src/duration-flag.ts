import * as Flags from "@oclif/core/flags";
import { durationMs } from "./workflow/duration-ms.ts";

const dayMs = 86_400_000;

/**
 * A flag that takes a time such as `90s`, `500ms` or `5m`; a bare number counts seconds. Its value is milliseconds.
 *
 * @example
 * timeout: durationFlag({ default: 120_000, description: "How long to wait" })
 */
export const durationFlag = Flags.custom<number>({
  helpValue: "SECONDS|90s|5m",
  defaultHelp: async ({ options }) =>
    options.default === undefined ? undefined : `${Number(options.default) / 1000}s`,
  parse: async (text) => {
    const ms = durationMs(/^\d+$/.test(text) ? `${text}s` : text);
    if (ms !== undefined && ms > 0 && ms <= dayMs) return ms;
    throw usage(`"${text}" is not a time between 1ms and 24h, such as 90s or 5m`);
  },
});

/** The mark by which the command frame knows an error of the command line. */
function usage(message: string): Error {
  return Object.assign(new Error(message), { oclif: { exit: 2 } });
}
