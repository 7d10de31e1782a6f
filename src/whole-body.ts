import type { IncomingMessage } from "node:http";

/** All bytes of an answer's body. @throws {Error} of Node, when the answer is cut off */
export async function wholeBody(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
