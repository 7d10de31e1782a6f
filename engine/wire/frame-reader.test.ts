import { expect, test } from "vitest";
import { kinds } from "./frame.ts";
import { FrameReader } from "./frame-reader.ts";
import { FrameWriter } from "./frame-writer.ts";

function bytesOf(...bodies: string[]): Uint8Array<ArrayBuffer> {
  const writer = new FrameWriter();
  bodies.forEach((body, index) => {
    writer.add(kinds.run, index + 1, `head-${index}`, body);
  });
  return writer.take().slice();
}

test("frames come out as they went in, whatever pieces they arrive in", () => {
  const bodies = ["", "plain", "größer ✓ 😀", "x".repeat(100_000)];
  const bytes = bytesOf(...bodies);
  for (const size of [1, 7, 4096, bytes.length]) {
    const reader = new FrameReader(1_000_000);
    const frames = [];
    for (let at = 0; at < bytes.length; at += size) frames.push(...reader.push(bytes.slice(at, at + size)));
    expect(frames.map(({ body }) => body)).toEqual(bodies);
    expect(frames.map(({ head, run }) => [head, run])).toEqual(bodies.map((_, index) => [`head-${index}`, index + 1]));
  }
});

test("a chunk may be used again once it was pushed", () => {
  const bytes = bytesOf("first", "second");
  const reader = new FrameReader(1000);
  const chunk = new Uint8Array(bytes.length);
  const [cut] = [Math.floor(bytes.length / 2) + 3];
  chunk.set(bytes.subarray(0, cut));
  const before = reader.push(chunk.subarray(0, cut));
  chunk.fill(255);
  chunk.set(bytes.subarray(cut));
  const after = reader.push(chunk.subarray(0, bytes.length - cut));
  expect([...before, ...after].map(({ body }) => body)).toEqual(["first", "second"]);
});

test("a frame longer than allowed, or malformed, is an error before it is stored", () => {
  expect(() => new FrameReader(100).push(bytesOf("x".repeat(200)))).toThrow(RangeError);
  const bytes = bytesOf("body");
  new DataView(bytes.buffer).setUint32(9, 1_000_000);
  expect(() => new FrameReader(1000).push(bytes)).toThrow("Frame is malformed");
});
