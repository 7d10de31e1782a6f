import { request } from "node:http";
import { wholeBody } from "../whole-body.ts";

/** Posts an input to a running engine, once, and waits for the answer as long as the signal allows. */
export function postRun(url: string, body: string, signal: AbortSignal): Promise<{ status: number; text: string }> {
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  // node:http and not fetch, which gives up by itself after five minutes without an answer.
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/run`, { method: "POST", headers, signal }, (response) => {
      const { statusCode: status = 0 } = response;
      wholeBody(response).then((bytes) => resolve({ status, text: bytes.toString("utf8") }), reject);
    });
    sent.once("error", reject);
    sent.end(body);
  });
}
