import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { askRegistry } from "./registry.ts";

test("a registry without TLS that is asked with it is told apart from one that is out of reach", async () => {
  // An address of this machine that is not tried without TLS anyway.
  const closed = { state: "unknown", reason: "0.0.0.0:1 cannot be reached from here" };
  expect(await askRegistry("0.0.0.0:1/a:1")).toEqual(closed);
  const server = createServer().listen(0, "0.0.0.0");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const registry = `0.0.0.0:${(server.address() as AddressInfo).port}`;
  expect(await askRegistry(`${registry}/a:1`)).toEqual({
    state: "unknown",
    reason: `${registry} does not speak TLS; --plain-http asks it without`,
  });
});
