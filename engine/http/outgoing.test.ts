import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { Outgoing } from "./outgoing.ts";

const MiB = 1024 * 1024;
const text = "ä".repeat(3 * MiB);

test("an answer leaves whole, and the next has room once it has left", async () => {
  const outgoing = new Outgoing({ memory: 32 });
  const body = outgoing.body(text);
  const order: string[] = [];
  const room = outgoing.room().then(() => order.push("room"));
  await wait(100);
  expect(await new Response(body).text()).toBe(text);
  order.push("read");
  await room;
  expect(order).toEqual(["read", "room"]);
  expect(outgoing.isFull).toBe(false);
});

test("a reader that takes nothing is given up, one that goes away is forgotten at once", async () => {
  const outgoing = new Outgoing({ memory: 32, patienceMs: 50 });
  const unread = outgoing.body(text);
  await wait(200);
  expect(outgoing.isFull).toBe(false);
  await expect(new Response(unread).text()).rejects.toThrow("Nobody reads the answer");
  const left = outgoing.body(text);
  await left.cancel();
  expect(outgoing.isFull).toBe(false);
});

test("a reader that is slow but reads is waited for", async () => {
  const outgoing = new Outgoing({ memory: 32, patienceMs: 1000 });
  const reader = outgoing.body("x".repeat(300 * 1024)).getReader();
  let read = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    read += next.value.length;
    await wait(300);
  }
  expect(read).toBe(300 * 1024);
});
