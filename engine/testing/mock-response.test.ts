import { expect, test } from "vitest";
import { mockResponse } from "./mock-response.ts";
import type { TestCase } from "./request.ts";

/** What is answered to `GET /prices` of the shop, or another path, and what is told beside it. */
async function asked(mocks: TestCase["mocks"], path = "/prices", init?: RequestInit) {
  const told: string[] = [];
  const about = { mock: true };
  const response = mockResponse(mocks, { service: "shop", path, init, about }, (message) => told.push(message));
  return { answer: await response.json(), told };
}

test("the answer for a method goes before the one for the path", async () => {
  const mocks = { shop: { "/prices": { body: 1 }, "POST /prices": { body: 2 } } };
  expect(await asked(mocks)).toEqual({ answer: 1, told: [] });
  expect(await asked(mocks, "/prices", { method: "post" })).toEqual({ answer: 2, told: [] });
});

test("a request that matches no mock is told, with the mocks that there are", async () => {
  const mocks = { shop: { "GET /price": { body: 1 }, "/stock": { body: 2 } } };
  expect(await asked(mocks)).toEqual({
    answer: { mock: true },
    told: ['shop: GET /prices matched no mock (there is: GET /price, /stock), so it answers {"mock": true}'],
  });
  expect((await asked({ shpo: {} })).told).toEqual([
    'shop: GET /prices matched no mock (there is: mocks of shpo), so it answers {"mock": true}',
  ]);
  expect((await asked(mocks, "/stock?all=1")).told).toHaveLength(1);
});

test("a fixture without mocks has nothing to match, and nothing is told", async () => {
  expect(await asked(undefined)).toEqual({ answer: { mock: true }, told: [] });
});
