import { expect, test } from "vitest";
import { imageName } from "./image-name.ts";

test.each([
  [{}, "tentacular-engine:1.2.3"],
  [{ registry: "ghcr.io/acme/" }, "ghcr.io/acme/tentacular-engine:1.2.3"],
  [{ tag: "engine:x", registry: "localhost:5000" }, "localhost:5000/engine:x"],
  [{ tag: "engine", registry: "localhost:5000" }, "localhost:5000/engine:1.2.3"],
  [{ tag: "ghcr.io/other/engine:x", registry: "localhost:5000" }, "ghcr.io/other/engine:x"],
])("%j is %s", (options, name) => {
  expect(imageName({ ...options, version: "1.2.3" })).toBe(name);
});
