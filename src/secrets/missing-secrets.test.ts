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

test("names that every object has are not taken for secrets", () => {
  expect(missingSecrets(["constructor.name", "mail.toString"], { mail: {} })).toEqual([
    "constructor.name",
    "mail.toString",
  ]);
});
