import { expect, test } from "vitest";
import { imageOf } from "./image.ts";

test.each([
  ["tentacular-engine", ["", "tentacular-engine", "", ""]],
  ["tentacular-engine:0.1.0", ["", "tentacular-engine", "0.1.0", ""]],
  ["acme/tentacular-engine:1", ["", "acme/tentacular-engine", "1", ""]],
  ["ghcr.io/acme/engine:1@sha256:ab", ["ghcr.io", "acme/engine", "1", "sha256:ab"]],
  ["localhost/engine@sha256:ab", ["localhost", "engine", "", "sha256:ab"]],
  ["198.18.0.1:5000/engine", ["198.18.0.1:5000", "engine", "", ""]],
])("reads %s as container runtimes do", (reference, [registry, repository, tag, digest]) => {
  expect(imageOf(reference)).toEqual({ registry, repository, tag, digest });
});
