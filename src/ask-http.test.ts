import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { askHttp } from "./ask-http.ts";

async function serving(listener: RequestListener): Promise<AsyncDisposable & { url: string }> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = async () => void server.close().closeAllConnections();
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: close };
}

test("an answer is given whole, a refusal too", async () => {
  await using server = await serving((request, response) => {
    response.writeHead(request.method === "HEAD" ? 401 : 200, { "x-agent": request.headers["user-agent"] ?? "none" });
    response.end("bytes");
  });
  const got = await askHttp(server.url, { headers: { "User-Agent": "tests" } });
  expect(got).toMatchObject({ status: 200, headers: { "x-agent": "tests" } });
  expect(got.bytes.toString()).toBe("bytes");
  expect(await askHttp(server.url, { method: "HEAD" })).toMatchObject({ status: 401 });
});

test("a redirect is followed, and credentials stay with their server", async () => {
  const seen = ({ headers: { authorization, cookie, accept } }: IncomingMessage) => [authorization, cookie, accept];
  await using other = await serving((request, response) => response.end(`other ${seen(request)}`));
  await using server = await serving((request, response) => {
    if (request.url === "/here") response.end(`here ${seen(request)}`);
    else response.writeHead(307, { location: request.url === "/away" ? `${other.url}/` : "here" }).end();
  });
  const headers = { Authorization: "Basic eA==", cookie: "a=b", Accept: "x" };
  const small = { authorization: "Basic eA==", COOKIE: "a=b", accept: "x" };
  expect(await askHttp(`${server.url}/x`, { headers })).toMatchObject({ status: 200, url: `${server.url}/here` });
  expect((await askHttp(`${server.url}/x`, { headers })).bytes.toString()).toBe("here Basic eA==,a=b,x");
  for (const each of [headers, small])
    expect((await askHttp(`${server.url}/away`, { headers: each })).bytes.toString()).toBe("other ,,x");
  expect((await askHttp(`${server.url}/x`, { redirects: 0 })).headers.location).toBe("here");
});

test("redirects in a circle end", async () => {
  await using server = await serving((_, response) => response.writeHead(302, { location: "/" }).end());
  expect(await askHttp(server.url)).toMatchObject({ status: 302 });
});

test("no answer in time, an answer that stops in its middle, and no server, are errors", async () => {
  await using server = await serving(() => {});
  await expect(askHttp(server.url, { timeoutMs: 50 })).rejects.toThrow(/aborted/);
  await using halting = await serving((_, response) => void response.writeHead(200).write("half"));
  await expect(askHttp(halting.url, { timeoutMs: 200 })).rejects.toThrow(/aborted/);
  await expect(askHttp("http://127.0.0.1:1/")).rejects.toThrow(/ECONNREFUSED 127.0.0.1:1/);
});
