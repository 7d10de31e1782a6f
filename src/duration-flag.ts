import * as Flags from "@oclif/core/flags";
import { TentacularError } from "./errors.ts";
import { durationMs } from "./workflow/duration-ms.ts";

const dayMs = 86_400_000;

/**
 * A flag that takes a time such as `90s`, `500ms` or `5m`; a bare number counts seconds. Its value is milliseconds.
 *
 * @example
 * timeout: durationFlag({ default: 120_000, description: "How long to wait" })
 */
export const durationFlag = Flags.custom<number>({
  helpValue: "TIME",
  parse: async (text) => {
    const ms = durationMs(/^\d+$/.test(text) ? `${text}s` : text);
    if (ms !== undefined && ms > 0 && ms <= dayMs) return ms;
    throw new TentacularError(`"${text}" is not a time between 1ms and 24h`, {
      code: "VALUE-INVALID",
      remedy: "Write for example 90s, 500ms or 5m",
      exit: "usage",
    });
  },
});
