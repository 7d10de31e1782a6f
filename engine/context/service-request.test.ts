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
