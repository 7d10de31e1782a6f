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
  expect(here).toMatch(/^[0-9a-f]{12}-[0-9a-f]{12}$/);
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

test("another secret or commit changes only what stands after the dash: pods do the same", () => {
  const [before, ...same] = [
    values,
    { ...values, secrets: { ...values.secrets, checksum: "two" } },
    { ...values, annotations: { "tentacular.io/git-sha": "abc123" } },
  ].map((each) => releaseFingerprint(each, { chart }).split("-"));
  expect(same.map(([lasting]) => lasting)).toEqual([before?.[0], before?.[0]]);
  expect(new Set([before, ...same].map((parts) => parts?.[1])).size).toBe(3);
});
