import type { Json } from "../wire/json.ts";
import type { Mock } from "./request.ts";

/** What is asked; `about` is the answer when the fixture has none. */
type Asked = { path: string; init: RequestInit | undefined; about: Json };

/** The fixture's answer to a request: that for `METHOD /path` before that for `/path`. */
export function mockResponse(mocks: Record<string, Mock> | undefined, { path, init, about }: Asked): Response {
  const method = (init?.method ?? "GET").toUpperCase();
  const { status = 200, headers, body = null } = mocks?.[`${method} ${path}`] ?? mocks?.[path] ?? { body: about };
  if (typeof body === "string") return new Response(body, { status, ...(headers && { headers }) });
  const text = body === null ? null : JSON.stringify(body);
  return new Response(text, { status, headers: { "content-type": "application/json", ...headers } });
}
