import { expect, test } from "vitest";
import { serviceOf } from "./service-of.ts";

test.each([
  ["http://esm-sh.tentacular-system.svc.cluster.local:8080", "esm-sh tentacular-system 8080"],
  ["http://esm-sh.tools.svc", "esm-sh tools 80"],
  ["https://esm-sh.tools.svc.example", "esm-sh tools 443"],
  ["https://esm.example.com", ""],
  ["http://svc.example.com:8080", ""],
])("%s is the service %j", (url, expected) => {
  const found = serviceOf(url);
  expect(found ? `${found.service} ${found.namespace} ${found.port}` : "").toBe(expected);
});
