import { expect, test } from "vitest";
import { lackingIn } from "./lacking-in.ts";

const npm = "http://npm:4873";

test.each([
  ["error: Import 'http://proxy:8080/zod@3/z.mjs' failed: 502 Bad Gateway", "http://proxy:8080/zod@3/z.mjs"],
  ['error: Module not found "http://proxy:8080/x.js".', "http://proxy:8080/x.js"],
  [
    "error: JSR package manifest for '@a/b' failed to load. Import 'http://jsr:1/@a/b/meta.json' failed.",
    "http://jsr:1/@a/b/meta.json",
  ],
  [
    `error: Failed loading http://npm:4873/zod for package "zod"
    0: error sending request for url (http://npm:4873/zod): client error (Connect): tcp connect error`,
    "http://npm:4873/zod",
  ],
  [
    `error: Failed caching npm package '@acme/pricing@1.0.0'
    0: error sending request for url (http://npm:4873/@acme/pricing/-/pricing-1.0.0.tgz): tcp connect error`,
    "http://npm:4873/@acme/pricing",
  ],
])("%j is about its address", (said, address) => {
  expect(lackingIn(said, npm)).toEqual({ address });
});

test("a registry that refuses is told with its answer", () => {
  const said = (body: string) => `error: Failed caching npm package '@acme/pricing@1.0.0'
    0: Bad response: 401${body}
    at file:///app/fetch.mjs:2:8`;
  const address = "http://npm:4873/@acme/pricing";
  expect(lackingIn(said("\n       \n       { not\n        yours }"), npm)).toEqual({
    address,
    refusal: "401: { not yours }",
  });
  expect(lackingIn(said(""), npm)).toEqual({ address, refusal: "401" });
  expect(lackingIn(said("").replace("401", "429"), npm)).toEqual({ address });
});

test("anything else is about none", () => {
  expect(lackingIn("error: npm package 'none' does not exist.", npm)).toBeUndefined();
});
