import { expect, test } from "vitest";
import { secretsNamed } from "./secrets-named.ts";

const secrets = { api: { token: "a", other: "b" }, db: { value: "c" }, empty: {} };

test("only what is named passes: a key, a whole service, nothing", () => {
  expect(secretsNamed(secrets, "api.token,empty")).toEqual({ api: { token: "a" }, empty: {} });
  expect(secretsNamed(secrets, "db,api.nothing")).toEqual({ db: { value: "c" } });
  expect(secretsNamed(secrets, "")).toEqual({});
});

test("when nobody names any, all pass", () => {
  expect(secretsNamed(secrets, undefined)).toEqual(secrets);
});
