import { expect, test } from "vitest";
import { imageRemedy } from "./image-remedy.ts";

const digest = `sha256:${"0".repeat(64)}`;

test.each([
  ["10.1.2.3:5000/team/engine:1", false, "it: tntc build --tag 10.1.2.3:5000/team/engine:1 --push"],
  ["10.1.2.3:5000/team/engine:1", true, "it: tntc build --tag 10.1.2.3:5000/team/engine:1 --push --plain-http"],
  [`ghcr.io/acme/engine:1@${digest}`, false, "one: tntc build --registry ghcr.io/acme --push"],
  ["engine:1", false, "it: tntc build --tag REGISTRY/engine:1 --push"],
  ["acme/engine:1", false, "it: tntc build --tag REGISTRY/acme/engine:1 --push"],
])("%s (plain HTTP: %s) can be had with %s", (image, plainHttp, command) => {
  expect(imageRemedy(image, { plainHttp })).toBe(`Build and push ${command}; or name another with --image`);
});
