import { expect, test } from "vitest";
import { parseWorkflow } from "../workflow/parse-workflow.ts";
import { planFor } from "./plan-for.ts";

const system = { namespace: "tentacular-system", version: "0.2.0", requireContract: false, enforce: false };

function workflow() {
  const contract = 'contract: { version: "1", dependencies: { api: { protocol: https, host: api.example.com } } }';
  const { spec } = parseWorkflow(`name: w\nversion: "1.0"\nnodes: { a: { path: a.ts } }\n${contract}`);
  if (!spec) throw new Error("The workflow does not parse");
  return { spec, dir: ".", findings: [], source: "", files: [], imports: [], references: [] };
}

test("what the platform closes, by its chart or by the settings, is left out of public addresses, and told once", () => {
  const settings = { network: { closedCIDRs: ["198.51.100.0/24", "203.0.113.0/24"] } };
  const closedCIDRs = ["10.0.0.0/8", "198.51.100.0/24"];
  const { network } = planFor(workflow(), settings, { system: { ...system, closedCIDRs } });
  expect(network.closed).toEqual([
    { cidr: "198.51.100.0/24", reason: "the platform: policies.closedCIDRs" },
    { cidr: "203.0.113.0/24", reason: "the settings: network.closedCIDRs" },
  ]);
  const [everywhere] = network.egress[1]?.to ?? [];
  expect(everywhere).toMatchObject({ except: expect.arrayContaining(["198.51.100.0/24", "203.0.113.0/24"]) });
});

test("the sandbox is the flag's, else the workflow's, else the settings', else the platform's, else gVisor", () => {
  const kata = { ...system, runtimeClass: "kata" };
  const own = workflow();
  const said = { ...own, spec: { ...own.spec, deployment: { ...own.spec.deployment, runtimeClass: "own" } } };
  const settings = { runtime_class: "settled" };
  const found = [
    planFor(said, settings, { system: kata, runtimeClass: "" }),
    planFor(said, settings, { system: kata }),
    planFor(own, settings, { system: kata }),
    planFor(own, {}, { system: kata }),
    planFor(own, {}, { system: { ...system, runtimeClass: "" } }),
    planFor(own, {}, { system }),
  ];
  expect(found.map(({ runtimeClass }) => runtimeClass)).toEqual(["", "own", "settled", "kata", "", "gvisor"]);
});

test("a chart that closes what is not public anyway changes nothing", () => {
  const plain = planFor(workflow(), {}, {});
  expect(planFor(workflow(), {}, { system: { ...system, closedCIDRs: ["10.0.0.0/8"] } })).toEqual(plain);
});
