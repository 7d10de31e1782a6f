import { expect, test } from "vitest";
import { resultResponse } from "./result-response.ts";

const spent: number[] = [];
const engine = { spent: { add: (bytes: number) => void spent.push(bytes) } };

/** The answer with a result of so many characters to a request of so many. */
function answer({ result, asked }: { result: number; asked?: number }): Response {
  return resultResponse(engine, { success: true, result: "x".repeat(result) }, asked);
}

test("a run that succeeded is 200, one that failed 500, both with their result as JSON", async () => {
  for (const [success, status] of [
    [true, 200],
    [false, 500],
  ] as const) {
    const response = resultResponse(engine, { success, result: '{"a":1}' });
    expect([response.status, response.headers.get("content-type")]).toEqual([status, "application/json"]);
    expect(await response.json()).toEqual({ a: 1 });
  }
});

test("the connection is kept after 128 KiB of request and result together, and closed after more", () => {
  expect(answer({ result: 128 * 1024 }).headers.get("connection")).toBeNull();
  expect(answer({ result: 100 * 1024, asked: 28 * 1024 }).headers.get("connection")).toBeNull();
  expect(answer({ result: 128 * 1024 + 1 }).headers.get("connection")).toBe("close");
  expect(answer({ result: 2, asked: 128 * 1024 }).headers.get("connection")).toBe("close");
});

test("request and result count as spent", () => {
  spent.length = 0;
  answer({ result: 30, asked: 12 });
  answer({ result: 5 });
  expect(spent).toEqual([42, 5]);
});
