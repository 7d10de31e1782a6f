import { writeSync } from "node:fs";

const stdout = 1;

/** Writes a short text to stdout without loading Node's streams; a reader that has gone away is no error. */
export function printNow(text: string): void {
  const bytes = Buffer.from(text);
  let at = 0;
  try {
    while (at < bytes.length) at += writeSync(stdout, bytes, at);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    // A pipe that is full for now is the stream's business after all.
    if (code === "EAGAIN") process.stdout.write(bytes.subarray(at));
    else if (code !== "EPIPE") throw error;
  }
}
