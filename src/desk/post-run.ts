import { request } from "node:http";

/** Posts an input to a running engine, once, and waits for the answer as long as the signal allows. */
export function postRun(url: string, body: string, signal: AbortSignal): Promise<{ status: number; text: string }> {
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  // node:http and not fetch, which gives up by itself after five minutes without an answer.
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/run`, { method: "POST", headers, signal }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    sent.once("error", reject);
    sent.end(body);
  });
}
