import { expect, test } from "vitest";
import { portableLock } from "./portable-lock.ts";

const registry = "http://127.0.0.1:4873";
const lock = (npm: object) => ({ version: "5" as const, redirects: {}, remote: {}, npm });

test("archives in the registry's usual place are found again wherever the registry is", () => {
  const written = lock({
    "ms@2.1.3": { integrity: "sha512-a", tarball: `${registry}/ms/-/ms-2.1.3.tgz` },
    "@acme/pricing@1.0.0_zod@3.0.0": {
      integrity: "sha512-b",
      tarball: `${registry}/@acme/pricing/-/pricing-1.0.0.tgz`,
    },
  });
  const kept = lock({
    "ms@2.1.3": { integrity: "sha512-a" },
    "@acme/pricing@1.0.0_zod@3.0.0": { integrity: "sha512-b" },
  });
  expect(portableLock(written, registry)).toEqual(kept);
  expect(portableLock(written, `${registry}/`)).toEqual(kept);
});

test("an archive from elsewhere keeps its address", () => {
  const written = lock({ "ms@2.1.3": { integrity: "sha512-a", tarball: "https://cdn.example.com/ms.tgz" } });
  expect(portableLock(written, registry)).toEqual(written);
});

test("without a registry of its own, and without packages of npm, a lock stays as it is", () => {
  const written = lock({ "ms@2.1.3": { integrity: "sha512-a", tarball: `${registry}/ms/-/ms-2.1.3.tgz` } });
  expect(portableLock(written, undefined)).toBe(written);
});
