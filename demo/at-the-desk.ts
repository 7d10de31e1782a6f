import type { Terminal } from "./terminal.ts";

/** A workflow is made, checked, tested and run on this machine; needs no cluster. */
export async function atTheDesk({ say, type }: Terminal): Promise<void> {
  say("At the desk: make a workflow, check it, test it, run it");
  await type(["tntc", "init", "hello"]);
  await type(["tntc", "validate", "hello"]);
  await type(["tntc", "test", "hello"]);
  await type(["sed", "-i", "s/Hello, /Hello from v1, /", "hello/nodes/greet.ts"]);
  await type(["tntc", "run", "--local", "hello", "--input", '{"name": "Ada"}']);
}
