import type { Json } from "../wire/json.ts";
import type { TestCase } from "./request.ts";

/** What is asked of a dependency or service; `about` is the answer when the fixture has none. */
type Asked = { service: string; path: string; init: RequestInit | undefined; about: Json };

/**
 * The fixture's answer to a request: that for `METHOD /path` before that for `/path`. Where a fixture has mocks, a
 * request that matches none of them is told through `warn`: what is mocked was probably meant.
 */
export function mockResponse(
  mocks: TestCase["mocks"],
  { service, path, init, about }: Asked,
  warn: (message: string) => void,
): Response {
  const method = (init?.method ?? "GET").toUpperCase();
  const answers = mocks?.[service];
  const answer = answers?.[`${method} ${path}`] ?? answers?.[path];
  if (mocks !== undefined && answer === undefined) warn(unmatched(mocks, service, `${method} ${path}`));
  const { status = 200, headers, body = null } = answer ?? { body: about };
  if (typeof body === "string") return new Response(body, { status, ...(headers && { headers }) });
  const text = body === null ? null : JSON.stringify(body);
  return new Response(text, { status, headers: { "content-type": "application/json", ...headers } });
}

function unmatched(mocks: NonNullable<TestCase["mocks"]>, service: string, asked: string): string {
  const paths = Object.keys(mocks[service] ?? {});
  const there = paths.length > 0 ? paths.join(", ") : `mocks of ${Object.keys(mocks).join(", ") || "nothing"}`;
  return `${service}: ${asked} matched no mock (there is: ${there}), so it answers {"mock": true}`;
}
