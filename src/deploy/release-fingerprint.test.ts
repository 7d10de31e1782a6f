import { expect, test } from "vitest";
import { workflowValues } from "../plan/values.ts";
import { releaseFingerprint } from "./release-fingerprint.ts";

const values = workflowValues.parse({
  image: {},
  code: {},
  modules: {},
  secrets: { checksum: "one" },
  workflow: {},
  permissions: {},
  networkPolicy: {},
  engine: {},
  triggers: {},
  resources: { requests: {}, limits: {} },
});
const chart = "/here/tentacular-workflow";

test("the same values and chart are the same, wherever the chart lies", () => {
  const [here, there] = [chart, "/there/tentacular-workflow"].map((place) =>
    releaseFingerprint(values, { chart: place }),
  );
  expect(here).toMatch(/^[0-9a-f]{12}$/);
  expect(there).toBe(here);
});

test("another version of the chart, another setting and another secret are not", () => {
  const others = [
    releaseFingerprint(values, { chart, chartVersion: "9.9.9" }),
    releaseFingerprint({ ...values, replicas: 2 }, { chart }),
    releaseFingerprint({ ...values, secrets: { ...values.secrets, checksum: "two" } }, { chart }),
    releaseFingerprint(values, { chart }),
  ];
  expect(new Set(others).size).toBe(4);
});
