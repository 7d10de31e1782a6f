import { z } from "zod";
import { TentacularError } from "../../src/errors.ts";
import type { Reading, ReadingRequest } from "../wire/reading.ts";
import { loadWorkflow } from "./load-workflow.ts";

/**
 * Reads a workflow for the supervisor and ends: a {@link ReadingRequest} on stdin, a {@link Reading} on stdout.
 * A process of its own, because what the parsers leave behind would stay in the memory of a long-lived one.
 */
async function main(): Promise<void> {
  const text = await textOf(Deno.stdin);
  if (text === "") return;
  // A program that reads one workflow is done before a compiled check has paid for itself.
  z.config({ jitless: true });
  const request: ReadingRequest = JSON.parse(text);
  console.log(JSON.stringify(await readingOf(request)));
}

/** Without Deno's streams: loading them takes longer than reading. */
async function textOf(input: Pick<typeof Deno.stdin, "read">): Promise<string> {
  const decoder = new TextDecoder();
  const chunk = new Uint8Array(64 * 1024);
  let text = "";
  for (let size = await input.read(chunk); size !== null; size = await input.read(chunk)) {
    text += decoder.decode(chunk.subarray(0, size), { stream: true });
  }
  return text + decoder.decode();
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
