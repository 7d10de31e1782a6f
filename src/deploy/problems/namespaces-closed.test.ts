import { expect, test } from "vitest";
import { networkFrom } from "../../../test/plan/network-from.ts";
import { namespacesClosed } from "./namespaces-closed.ts";

const system = {
  namespace: "tentacular-system",
  version: "0.2.0",
  requireContract: true,
  enforce: true,
  openNamespaces: ["databases"],
};

const plan = (host: string) => ({
  network: networkFrom(
    `contract: { version: "1", dependencies: { db: { protocol: https, host: ${host}, podSelector: { app: pg } } } }`,
  ),
});
const own = "team-a";

test("under enforcement a namespace that is not open stands in the way, with those that are", () => {
  expect(namespacesClosed(plan("pg.vault.svc.cluster.local"), { system, own })).toEqual([
    {
      code: "NAMESPACE-CLOSED",
      message: 'The platform keeps namespace "vault" closed to workflows (contract.dependencies.db)',
      remedy: "Ask the platform team to add it to policies.openNamespaces (open are databases)",
    },
  ]);
});

test.each([
  ["an open namespace", "pg.databases.svc.cluster.local"],
  ["the workflow's own namespace, by its name", "pg.team-a.svc.cluster.local"],
  ["the workflow's own namespace", "pg"],
  ["a host outside, nor of the cluster's DNS", "db.example.com"],
])("nothing stands in the way of %s", (_, host) => {
  expect(namespacesClosed(plan(host), { system, own })).toEqual([]);
});

test("where no namespace is named, or nothing is enforced, the contract has its way", () => {
  const { openNamespaces: _, ...all } = system;
  const vault = plan("pg.vault.svc.cluster.local");
  expect(namespacesClosed(vault, { system: all, own })).toEqual([]);
  expect(namespacesClosed(vault, { system: { ...system, enforce: false }, own })).toEqual([]);
  expect(namespacesClosed(vault, { system: undefined, own })).toEqual([]);
});
