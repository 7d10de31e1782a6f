import { expect, test } from "vitest";
import { secretsRemedy } from "./secrets-remedy.ts";

const wanted = { workflow: "watch", needed: ["shop.token"], there: undefined, local: undefined };
const local = (services: Record<string, string | Record<string, string>>) => ({ services, files: [".secrets.yaml"] });

test("without local files both places are open", () => {
  expect(secretsRemedy(["shop.token"], wanted)).toBe(
    'Add it to .secrets.yaml beside workflow.yaml, or to the Secret "watch-secrets"',
  );
});

test("a local file that would take away what the cluster has is named as the reason", () => {
  const there = { shop: { token: "x" } };
  expect(secretsRemedy(["shop.token"], { ...wanted, there, local: local({}) })).toBe(
    '.secrets.yaml would replace the Secret "watch-secrets", which has it: add it to .secrets.yaml, or move that away',
  );
});

test("a local file that lacks a secret is where to add it", () => {
  expect(secretsRemedy(["shop.token"], { ...wanted, local: local({}) })).toBe(
    "Add it to .secrets.yaml beside workflow.yaml",
  );
});

test("a local file that has it wrong is to be mended", () => {
  expect(secretsRemedy(["shop.token"], { ...wanted, local: local({ shop: "abc" }) })).toBe(
    'Mend .secrets.yaml: "shop" is a text there, but must be a map: shop: { token: … }',
  );
});
