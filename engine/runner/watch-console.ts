import type { Level, LogHead } from "../wire/log-head.ts";
import { Attempt } from "./attempt.ts";
import { textOf } from "./text-of.ts";

const methods = {
  debug: "debug",
  log: "info",
  info: "info",
  warn: "warn",
  error: "error",
  trace: "debug",
  dir: "info",
};

/** Turns `console` of node code into structured lines that name run and node. */
export function watchConsole(log: (head: LogHead, text: string) => void): void {
  for (const [method, level] of Object.entries(methods) as [keyof typeof methods, Level][]) {
    console[method] = (...words: unknown[]) => {
      const attempt = Attempt.current;
      if (attempt) attempt.say(level, textOf(words));
      else log({ level }, textOf(words));
    };
  }
}
