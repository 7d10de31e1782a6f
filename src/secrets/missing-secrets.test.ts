import { expect, test } from "vitest";
import { missingSecrets } from "./missing-secrets.ts";

test("a secret is there when its service has the key", () => {
  const provided = { mail: { token: "x" }, plain: "text" };
  expect(missingSecrets(["mail.token", "mail", "plain.value"], provided)).toEqual([]);
  expect(missingSecrets(["mail.key", "chat.url", "plain.token"], provided)).toEqual([
    "mail.key",
    "chat.url",
    "plain.token",
  ]);
});

test("an empty secret is none", () => {
  const provided = { mail: { token: "", key: null, url: " ", zero: 0, no: false }, plain: "", void: {} };
  const declared = [
    "mail",
    "mail.token",
    "mail.key",
    "mail.url",
    "mail.zero",
    "mail.no",
    "plain",
    "plain.value",
    "void",
  ];
  expect(missingSecrets(declared, provided)).toEqual([
    "mail.token",
    "mail.key",
    "mail.url",
    "plain",
    "plain.value",
    "void",
  ]);
});

test("names that every object has are not taken for secrets", () => {
  expect(missingSecrets(["constructor.name", "mail.toString"], { mail: {} })).toEqual([
    "constructor.name",
    "mail.toString",
  ]);
});
