import { TentacularError } from "../../src/errors.ts";
import type { Reading, ReadingRequest } from "../wire/reading.ts";
import { loadWorkflow } from "./load-workflow.ts";

/**
 * Reads a workflow for the supervisor and ends: a {@link ReadingRequest} on stdin, a {@link Reading} on stdout.
 * A process of its own, because what the parsers leave behind would stay in the memory of a long-lived one.
 */
async function main(): Promise<void> {
  const text = await new Response(Deno.stdin.readable).text();
  if (text === "") return;
  const request: ReadingRequest = JSON.parse(text);
  console.log(JSON.stringify(await readingOf(request)));
}

async function readingOf(request: ReadingRequest): Promise<Reading> {
  try {
    return { workflow: await loadWorkflow(request) };
  } catch (error) {
    if (!(error instanceof TentacularError)) throw error;
    const { message, code, exit, remedy, place, result } = error;
    return { complaint: { message, code, exit, remedy, ...(place && { place }), result } };
  }
}

await main();
