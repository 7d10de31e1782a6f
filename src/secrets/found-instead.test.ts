import { expect, test } from "vitest";
import { foundInstead } from "./found-instead.ts";

const needed = ["one.token", "two.token", "shop.token"];
const placeOf = () => ".secrets.yaml";

test.each([
  ["a key is mistyped", { shop: { tokn: "s3cret" } }, '"shop.tokn" is in .secrets.yaml: did you mean "shop.token"?'],
  [
    "a service is mistyped",
    { shpo: { token: "s3cret" } },
    '"shpo.token" is in .secrets.yaml: did you mean "shop.token"?',
  ],
  [
    "a text stands for a map",
    { shop: "s3cret" },
    '"shop" is a text in .secrets.yaml, but must be a map: shop: { token: … }',
  ],
  [
    "service and key are one name",
    { "shop.token": "s3cret" },
    '"shop.token" is one name in .secrets.yaml, but must be a map: shop: { token: … }',
  ],
  ["nothing is behind the key", { shop: { token: null } }, '"shop.token" is empty in .secrets.yaml'],
  ["there is an empty text", { shop: { token: " " } }, '"shop.token" is empty in .secrets.yaml'],
  ["a whole service is empty", { shop: "" }, '"shop.token" is empty in .secrets.yaml'],
])("names what is there when %s, and no value", (_, services, said) => {
  expect(foundInstead("shop.token", { needed, services, placeOf })).toBe(said);
});

test.each([
  ["nothing is there", {}],
  ["another service has the key", { one: { token: "x" }, mail: { token: "x" } }],
  ["the service that is nearly named has no such key", { shpo: { url: "x" } }],
])("has nothing to say when %s", (_, services) => {
  expect(foundInstead("shop.token", { needed, services, placeOf })).toBeUndefined();
});

test("a file of its own, and a key of the Secret, are to hold JSON", () => {
  const there = { needed, services: { shop: "s3cret" }, placeOf: () => ".secrets/shop" };
  expect(foundInstead("shop.token", there)).toBe('"shop" is a text in .secrets/shop, but must be JSON: {"token":"…"}');
});

test("does not take one needed secret for another", () => {
  const services = { shop1: { token: "x" } };
  expect(foundInstead("shop2.token", { needed: ["shop1.token", "shop2.token"], services, placeOf })).toBeUndefined();
});
