import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { wholeBody } from "./whole-body.ts";

/** What to ask a server for besides the address. */
export type HttpQuestion = {
  /** @default "GET" */
  method?: "GET" | "HEAD";
  headers?: Record<string, string>;
  /** For the whole exchange, in milliseconds. @default without end */
  timeoutMs?: number;
  /** How many redirects are followed; one more is the answer. @default 5 */
  redirects?: number;
};

/** An answer whose body has been read. A refusal is an answer too. */
export type HttpAnswer = { url: string; status: number; headers: IncomingHttpHeaders; bytes: Buffer };

/**
 * Asks a server by HTTP. With node:http and not fetch, which takes 0.2 s of the processor to load.
 *
 * @throws {Error} of Node, where no whole answer comes
 *
 * @example
 * const { status } = await askHttp("http://127.0.0.1:8080/health", { timeoutMs: 1000 });
 */
export async function askHttp(url: string, { timeoutMs, ...question }: HttpQuestion = {}): Promise<HttpAnswer> {
  return follow(url, question, timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs));
}

async function follow(url: string, question: HttpQuestion, signal: AbortSignal | undefined): Promise<HttpAnswer> {
  const incoming = await open(url, question, signal);
  const { statusCode: status = 0, headers } = incoming;
  const bytes = await wholeBody(incoming);
  const { redirects = 5 } = question;
  const moved = [301, 302, 303, 307, 308].includes(status) && redirects > 0 ? headers.location : undefined;
  if (moved === undefined) return { url, status, headers, bytes };
  const next = new URL(moved, url);
  return follow(
    next.href,
    { ...sentOn(question, next.origin === new URL(url).origin), redirects: redirects - 1 },
    signal,
  );
}

const credentials = ["authorization", "cookie"];

/** What a server is trusted with is not for the one that it points to. */
function sentOn(question: HttpQuestion, sameOrigin: boolean): HttpQuestion {
  if (sameOrigin) return question;
  const headers = Object.entries(question.headers ?? {});
  const harmless = headers.filter(([name]) => !credentials.includes(name.toLowerCase()));
  return { ...question, headers: Object.fromEntries(harmless) };
}

function open(
  url: string,
  { method = "GET", headers = {} }: HttpQuestion,
  signal?: AbortSignal,
): Promise<IncomingMessage> {
  const request = url.startsWith("http:") ? httpRequest : httpsRequest;
  return new Promise((resolve, reject) => {
    request(url, { method, headers, ...(signal ? { signal } : {}) }, resolve)
      .once("error", reject)
      .end();
  });
}
