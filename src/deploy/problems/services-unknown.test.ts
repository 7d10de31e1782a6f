import { expect, test } from "vitest";
import { networkFrom } from "../../../test/plan/network-from.ts";
import { withServices } from "../../plan/network/with-services.ts";
import { servicesUnknown } from "./services-unknown.ts";

const system = { namespace: "tentacular-system", version: "0.2.0", requireContract: true, enforce: true };

function network(more = "") {
  const contract = `contract: { version: "1", dependencies: { db: { protocol: http, host: db.data.svc${more} } } }`;
  return networkFrom(contract);
}

test("where admission binds, a Service whose pods are not known stands in the way, with the keys that help", () => {
  const [problem, ...more] = servicesUnknown({ network: network() }, system);
  expect(more).toEqual([]);
  expect(problem).toMatchObject({
    code: "SERVICE-UNKNOWN",
    message: expect.stringContaining('Service "db" of namespace "data"'),
    remedy: expect.stringContaining("podSelector and podPort"),
  });
});

test.each([
  ["missing", /again when Service "db" is there/],
  ["hidden", /have somebody who may read the Service/],
  ["no-selector", /with cidrs at contract\.dependencies\.db/],
  [{ elsewhere: "db.example.com" }, /declare that host/],
] as const)("the remedy is for what was found: %j", (unknown, remedy) => {
  const looked = withServices(network(), [{ name: "db", namespace: "data", unknown }]);
  const [problem] = servicesUnknown({ network: looked }, system);
  expect(problem?.remedy).toMatch(remedy);
});

test("nothing stands in the way once the pods are said or found, or where nothing binds", () => {
  expect(servicesUnknown({ network: network(", podSelector: { app: pg }") }, system)).toEqual([]);
  const fact = { name: "db", namespace: "data", selector: { app: "pg" }, headless: false, ports: [] };
  expect(servicesUnknown({ network: withServices(network(), [fact]) }, system)).toEqual([]);
  expect(servicesUnknown({ network: network() }, undefined)).toEqual([]);
});
