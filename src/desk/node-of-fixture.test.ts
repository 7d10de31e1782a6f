import { expect, test } from "vitest";
import { nodeOfFixture } from "./node-of-fixture.ts";

const nodes = ["fetch", "fetch-data", "store"];

test.each([
  ["fetch.json", "fetch"],
  ["fetch.empty.json", "fetch"],
  ["fetch-empty.json", "fetch"],
  ["fetch_empty.json", "fetch"],
  ["fetch-data.json", "fetch-data"],
  ["fetch-data.big.json", "fetch-data"],
  ["fetch-data-big.json", "fetch-data"],
  ["fetch-database.json", "fetch"],
])("%s belongs to %s", (file, node) => {
  expect(nodeOfFixture(file, nodes)).toBe(node);
});

test.each(["fetcher.json", "other.json", ".json"])("%s belongs to no node", (file) => {
  expect(nodeOfFixture(file, nodes)).toBeUndefined();
});
