import { expect, test } from "vitest";
import { valuesOfSettings } from "./values-of-settings.ts";

test("settings of the module proxy become values of the chart", () => {
  const image = "registry.example/mirror/esm.sh:v137_6";
  const moduleProxy = { enabled: true, storage: "emptyDir", pvcSize: "9Gi", image } as const;
  expect(valuesOfSettings({ moduleProxy })).toEqual({
    moduleProxy: {
      enabled: true,
      storage: "emptydir",
      pvcSize: "9Gi",
      image: { registry: "registry.example", repository: "mirror/esm.sh", tag: "v137_6", digest: "" },
    },
  });
});

test("what is not settled is left to the chart, and how deploys use the proxy is not for it", () => {
  expect(valuesOfSettings({})).toEqual({});
  expect(valuesOfSettings({ moduleProxy: { kind: "bundled", namespace: "elsewhere" } })).toEqual({});
});
