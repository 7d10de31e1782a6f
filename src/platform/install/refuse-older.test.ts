import { expect, test } from "vitest";
import { refuseOlder } from "./refuse-older.ts";

const kube = { onCluster: (command: string) => command };
const system = (version: string) => ({
  namespace: "tentacular-system",
  version,
  requireContract: false,
  enforce: false,
});

test.each(["0.10.0", "1.0.0", "0.2.1"])("chart %s is not taken back by program 0.2.0", (version) => {
  expect(() => refuseOlder(kube, system(version), "0.2.0")).toThrow("brings an older one");
});

test.each(["0.2.0", "0.1.9", ""])('chart "%s" may be replaced by program 0.2.0', (version) => {
  expect(() => refuseOlder(kube, system(version), "0.2.0")).not.toThrow();
});
