import { expect, test } from "vitest";
import { authTypes } from "../auth-types.ts";
import { parseWorkflow } from "../parse-workflow.ts";

function findingsOf(type: string, protocol = "https"): string[] {
  const shop = `{ protocol: ${protocol}, host: shop.example.com, port: 1, auth: { type: ${type}, secret: shop.token } }`;
  const { spec, findings } = parseWorkflow(
    `name: it\nversion: "1.0"\nnodes: { a: { path: ./a.ts } }\ncontract: { version: "1", dependencies: { shop: ${shop} } }\n`,
  );
  expect(spec, "a word of the author's own is no error").toBeDefined();
  return findings.map(({ code, line, message, remedy }) => `${line} ${code} ${message}. ${remedy}`);
}

test.each([...authTypes.keys()])("%s is known", (type) => {
  expect(findingsOf(type)).toEqual([]);
});

test.each([
  ["bearer", "bearer-token"],
  ["baerer-token", "bearer-token"],
  ["apikey", "api-key"],
  ["pasword", "password"],
  ["hmac", "hmac-sha256"],
])("%s probably means %s", (type, meant) => {
  expect(findingsOf(type)).toEqual([expect.stringContaining(`Did you mean "${meant}"?`)]);
});

test("a type that is like no other is told, with what ctx.fetch sends all the same", () => {
  const known = `Known: ${[...authTypes.keys()].join(", ")}`;
  const sent = 'ctx.fetch sends "shop.token" as Authorization, "shop.api_key" as X-API-Key, and nothing else';
  expect(findingsOf("oauth99")).toEqual([`4 AUTH-TYPE-UNKNOWN Auth type "oauth99" is not known, so ${sent}. ${known}`]);
  expect(findingsOf("constructor", "grpc")).toContain(
    `4 AUTH-TYPE-UNKNOWN Auth type "constructor" is not known. ${known}`,
  );
});
