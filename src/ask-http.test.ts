import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
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
  await using other = await serving((request, response) => response.end(`other ${request.headers.authorization}`));
  await using server = await serving((request, response) => {
    if (request.url === "/here") response.end(`here ${request.headers.authorization}`);
    else response.writeHead(307, { location: request.url === "/away" ? `${other.url}/` : "here" }).end();
  });
  const headers = { Authorization: "Basic eA==" };
  expect(await askHttp(`${server.url}/x`, { headers })).toMatchObject({ status: 200, url: `${server.url}/here` });
  expect((await askHttp(`${server.url}/x`, { headers })).bytes.toString()).toBe("here Basic eA==");
  expect((await askHttp(`${server.url}/away`, { headers })).bytes.toString()).toBe("other undefined");
  expect((await askHttp(`${server.url}/x`, { redirects: 0 })).headers.location).toBe("here");
});

test("redirects in a circle end", async () => {
  await using server = await serving((_, response) => response.writeHead(302, { location: "/" }).end());
  expect(await askHttp(server.url)).toMatchObject({ status: 302 });
});

test("no answer in time, and no server, are errors", async () => {
  await using server = await serving(() => {});
  await expect(askHttp(server.url, { timeoutMs: 50 })).rejects.toThrow(/aborted/);
  await expect(askHttp("http://127.0.0.1:1/")).rejects.toThrow(/ECONNREFUSED 127.0.0.1:1/);
});
