import { createInterface } from "node:readline";

/** Asks on the terminal; only "y" and "yes" are a yes. Ctrl-C and Ctrl-D are a no. */
export async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr, prompt: `${question} [y/N] ` });
  terminal.prompt();
  // A question's own promise is kept or broken at Ctrl-C as the Node.js of the day has it.
  const answer = await terminal[Symbol.asyncIterator]().next();
  terminal.close();
  if (answer.done) process.stderr.write("\n");
  return !answer.done && /^y(es)?$/i.test(answer.value.trim());
}
