import { expect, test } from "vitest";
import { connection } from "./connection.ts";
import type { ContextSource } from "./context-source.ts";
import { serviceRequest } from "./service-request.ts";

const asked: string[] = [];
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const source: ContextSource = {
  nodeId: "node",
  runId: "run",
  signal: new AbortController().signal,
  config: {},
  secrets: { github: { token: "t0ken" } },
  dependencies: { db: { protocol: "https", host: "db.example.com", port: 8443 } },
  log: silent,
  fetch: async (url) => {
    asked.push(url.href);
    return new Response();
  },
};

const urlOf = (service: string, path: string) => serviceRequest(source, service, { path }).url.href;

test("a path is a path: none leads to another host", () => {
  for (const path of ["@127.0.0.1:9/x", ":9/x", ".evil.com/x", "//evil.com/x", "\\@evil.com", "\n@evil.com", "httpx"]) {
    expect(new URL(urlOf("github", path)).host, path).toBe("api.github.com");
    expect(new URL(urlOf("db", path)).host, path).toBe("db.example.com:8443");
  }
  expect(urlOf("github", "?q=1")).toBe("https://api.github.com/?q=1");
});

test("the fetch of a dependency keeps to its host, too", async () => {
  await connection(source, "db").fetch?.("@127.0.0.1:9/x");
  expect(asked).toEqual(["https://db.example.com:8443/@127.0.0.1:9/x"]);
});

test("a service that nobody declared must be able to be part of a host", () => {
  for (const service of ["x/@evil", "127.0.0.1:9/", "a b", "", "x#"]) {
    expect(() => urlOf(service, "/x"), service).toThrow(`Service "${service}" is not declared in the contract`);
  }
});

test("a whole address is taken as it is", () => {
  expect(urlOf("github", "https://uploads.example.com/x")).toBe("https://uploads.example.com/x");
});

const both = { token: "t0ken", api_key: "k3y", other: "0ther" };
const mine = { authorization: "mine", "x-api-key": "mine" };

/** The two headers, as `ctx.fetch("shop")` sends them; what the caller wrote is "mine". */
function sentFor(auth?: { type: string; secret: string }, secrets: Record<string, string> = both): (string | null)[] {
  const shop = { protocol: "https", host: "shop.example.com", ...(auth && { auth }) };
  const asking = { ...source, secrets: { shop: secrets }, dependencies: { shop } };
  const headers = new Headers(serviceRequest(asking, "shop", { path: "/", init: { headers: mine } }).init.headers);
  return [headers.get("authorization"), headers.get("x-api-key")];
}

test.each([
  ["bearer-token", "shop.other", ["Bearer 0ther", "mine"]],
  ["bearer-token", "shop.api_key", ["Bearer k3y", "mine"]],
  ["api-token", "shop.token", ["Bearer t0ken", "mine"]],
  ["token", "shop.token", ["Bearer t0ken", "mine"]],
  ["api-key", "shop.token", ["mine", "t0ken"]],
  ["api-key", "shop.api_key", ["mine", "k3y"]],
  ["password", "shop.token", ["mine", "mine"]],
  ["sas-token", "shop.token", ["mine", "mine"]],
  ["webhook-url", "shop.token", ["mine", "mine"]],
  ["hmac-sha256", "shop.token", ["mine", "mine"]],
])("%s of %s goes out in the one header of its type", (type, secret, headers) => {
  expect(sentFor({ type, secret })).toEqual(headers);
});

test("a secret that is not provisioned is not replaced by another of the service", () => {
  expect(sentFor({ type: "bearer-token", secret: "shop.missing" })).toEqual(["mine", "mine"]);
});

test.each([undefined, { type: "oauth99", secret: "shop.other" }, { type: "constructor", secret: "shop.token" }])(
  "with auth %j the names of the service's secrets decide",
  (auth) => {
    expect(sentFor(auth)).toEqual(["Bearer t0ken", "k3y"]);
    expect(sentFor(auth, { token: "t0ken" })).toEqual(["Bearer t0ken", "mine"]);
    expect(sentFor(auth, { api_key: "k3y" })).toEqual(["mine", "k3y"]);
    expect(sentFor(auth, { password: "pw12" })).toEqual(["mine", "mine"]);
    expect(sentFor(auth, { token: "", api_key: " " })).toEqual(["mine", "mine"]);
  },
);
