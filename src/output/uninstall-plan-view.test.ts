import { expect, test } from "vitest";
import { uninstallPlanView } from "./uninstall-plan-view.ts";

const plan = {
  release: "tentacular-system",
  namespace: "tentacular-system",
  context: "prod",
  server: "203.0.113.1:6443",
  workflows: ["flows/hello"],
};

test("walls that go with the system are named, those that it never had are not", () => {
  const objects = [
    "Deployment/esm-sh",
    "NetworkPolicy/tentacular-default-deny in flows",
    "ResourceQuota/tentacular-quota in flows",
  ];
  expect(uninstallPlanView({ ...plan, objects })).toContain(
    "⚠ Of all workflow namespaces these go at once: default deny, quotas\n⚠ 1 workflow deployed: flows/hello",
  );
  expect(uninstallPlanView({ ...plan, objects: ["Deployment/esm-sh"] })).not.toContain("go at once");
});
