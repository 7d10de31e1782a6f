import { expect, test } from "vitest";
import { foundInstead } from "./found-instead.ts";

const needed = ["one.token", "two.token", "shop.token"];

test.each([
  ["a key is mistyped", { shop: { tokn: "s3cret" } }, '"shop.tokn" is there: did you mean "shop.token"?'],
  ["a service is mistyped", { shpo: { token: "s3cret" } }, '"shpo.token" is there: did you mean "shop.token"?'],
  ["a text stands for a map", { shop: "s3cret" }, '"shop" is a text there, but must be a map: shop: { token: … }'],
])("names what is there when %s, and no value", (_, services, said) => {
  expect(foundInstead("shop.token", { needed, services })).toBe(said);
});

test.each([
  ["nothing is there", {}],
  ["another service has the key", { one: { token: "x" }, mail: { token: "x" } }],
  ["the service that is nearly named has no such key", { shpo: { url: "x" } }],
])("has nothing to say when %s", (_, services) => {
  expect(foundInstead("shop.token", { needed, services })).toBeUndefined();
});

test("does not take one needed secret for another", () => {
  const services = { shop1: { token: "x" } };
  expect(foundInstead("shop2.token", { needed: ["shop1.token", "shop2.token"], services })).toBeUndefined();
});
