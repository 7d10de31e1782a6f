import { expect, test } from "vitest";
import { networkFrom } from "../../test/plan/network-from.ts";
import { withServices } from "../plan/network/with-services.ts";
import { serviceDoubts } from "./service-doubts.ts";

function network(more = "") {
  const contract = `contract: { version: "1", dependencies: { db: { protocol: http, host: db.data.svc${more} } } }`;
  return networkFrom(contract);
}

test("a Service that is not there yet is told with what that opens, and with what helps", () => {
  const looked = withServices(network(), [{ name: "db", namespace: "data", unknown: "missing" }]);
  expect(serviceDoubts({ network: looked }, "own")).toEqual([
    'Service "db" of namespace "data" (contract.dependencies.db) is not there yet, so all pods of that namespace ' +
      "are open on its port; deploy again when it is, or add podSelector and podPort",
  ]);
});

test("a Service whose pods are known leaves no doubt", () => {
  const fact = { name: "db", namespace: "data", selector: { app: "pg" }, headless: false, ports: [] };
  expect(serviceDoubts({ network: withServices(network(), [fact]) }, "own")).toEqual([]);
  expect(serviceDoubts({ network: network() }, "own")).toEqual([]);
});
