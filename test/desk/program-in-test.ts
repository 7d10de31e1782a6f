import { tellOnFailure } from "../tell-on-failure.ts";
import { type Program, type ProgramOptions, program } from "./program.ts";

/** A `program` for a test: when that fails, its error says what the program had said. */
export function programInTest(words: string[], options?: ProgramOptions): Program {
  const started = program(words, options);
  tellOnFailure(`tntc ${words.join(" ")}`, started.said);
  return started;
}
