import { expect, test } from "vitest";
import { markSize, markSlots, readMark } from "./mark.ts";

/** The file after `count` marks, each of the run of its number. */
function written(count: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.min(count, markSlots) * markSize);
  const view = new DataView(bytes.buffer);
  for (let number = 1; number <= count; number++) {
    const at = ((number - 1) % markSlots) * markSize;
    view.setUint32(at, number);
    view.setFloat64(at + 24, number);
  }
  return bytes;
}

test.each([1, 2, markSlots, markSlots + 1, markSlots * 3 - 1])("of %d marks the newest one is read", (count) => {
  expect(readMark(written(count))?.run).toBe(count);
});

test("before the first mark there is none", () => {
  expect(readMark(written(0))).toBeUndefined();
});
