import { expect, test } from "vitest";
import { secretsRemedy } from "./secrets-remedy.ts";

const wanted = { workflow: "watch", needed: ["shop.token"], there: undefined, local: undefined };
const local = (services: Record<string, string | Record<string, string>>) => ({
  services,
  files: [".secrets.yaml"],
  from: {},
});

test("without local files both places are open", () => {
  expect(secretsRemedy(["shop.token"], wanted)).toBe(
    'Add shop: { token: … } to .secrets.yaml beside workflow.yaml, or to the Secret "watch-secrets" the key shop with {"token":"…"}',
  );
});

test("keys of one service are shown as one, and a service without keys as any text", () => {
  expect(secretsRemedy(["mail", "shop.token", "shop.url"], { ...wanted, local: local({}) })).toBe(
    "Add mail: … and shop: { token: …, url: … } to .secrets.yaml beside workflow.yaml",
  );
});

test("a Secret that has it in another form is to be mended", () => {
  expect(secretsRemedy(["shop.token"], { ...wanted, there: { "shop.token": "abc" } })).toBe(
    'Mend what is there: "shop.token" is one name in the Secret "watch-secrets", but must be shop with {"token":"…"}',
  );
});

test("files of .secrets are named, with the form that they have", () => {
  const inFolder = { services: { shop: "plain" }, files: [".secrets/"], from: { shop: ".secrets/shop" } };
  expect(secretsRemedy(["shop.token"], { ...wanted, local: inFolder })).toBe(
    'Mend what is there: "shop" is a text in .secrets/shop, but must be JSON: {"token":"…"}',
  );
  expect(secretsRemedy(["mail.token"], { ...wanted, local: inFolder })).toBe(
    'Add mail: { token: … } to .secrets.yaml beside workflow.yaml, or to .secrets/ the file mail with {"token":"…"}',
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
    "Add shop: { token: … } to .secrets.yaml beside workflow.yaml",
  );
});

test("a local file that has it wrong is to be mended", () => {
  expect(secretsRemedy(["shop.token"], { ...wanted, local: local({ shop: "abc" }) })).toBe(
    'Mend what is there: "shop" is a text in .secrets.yaml, but must be a map: shop: { token: … }',
  );
});
