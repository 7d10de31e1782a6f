import { expect, test } from "vitest";
import { networkFrom } from "../../../test/plan/network-from.ts";
import { namespacesClosed } from "./namespaces-closed.ts";

const system = {
  namespace: "tentacular-system",
  version: "0.2.0",
  requireContract: true,
  enforce: true,
  closedNamespaces: ["kube-system"],
  openNamespaces: ["databases"],
};

const plan = (host: string, more = "podSelector: { app: pg }") => ({
  network: networkFrom(`contract: { version: "1", dependencies: { db: { protocol: https, host: ${host}, ${more} } } }`),
});
const own = "team-a";

test("where admission binds, a namespace that is not open stands in the way, with those that are", () => {
  expect(namespacesClosed(plan("pg.vault.svc.cluster.local"), { binding: system, own })).toEqual([
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
  ["a host outside of the cluster", "db.example.com"],
])("nothing stands in the way of %s", (_, host) => {
  expect(namespacesClosed(plan(host), { binding: system, own })).toEqual([]);
});

test.each(["kube-system", "tentacular-system"])("of the platform's namespace %s nothing may be declared", (name) => {
  const { openNamespaces: _, ...all } = system;
  for (const each of [system, all]) {
    expect(namespacesClosed(plan(`metrics.${name}.svc`), { binding: each, own })).toEqual([
      {
        code: "NAMESPACE-CLOSED",
        message: `The platform keeps its namespace "${name}" closed to workflows (contract.dependencies.db)`,
        remedy: expect.stringContaining("DNS and the module proxy are open without being declared"),
      },
    ]);
  }
});

test("of the platform's namespaces DNS and the module proxy are open, each where it is", () => {
  const [dns, proxy] = ["port: 53, podPort: 53", "port: 8080, podPort: 8080"];
  const labels = "podSelector: { app.kubernetes.io/name: esm-sh }";
  const seen = (...args: [string, string]) => namespacesClosed(plan(...args), { binding: system, own }).length;
  expect(seen("kube-dns.kube-system.svc", `${dns}, podSelector: { k8s-app: kube-dns }`)).toBe(0);
  expect(seen("esm-sh.tentacular-system.svc", `${proxy}, ${labels}`)).toBe(0);
  expect(seen("esm-sh.tentacular-system.svc", `${dns}, ${labels}`)).toBe(1);
  expect(seen("esm-sh.kube-system.svc", `${proxy}, ${labels}`)).toBe(1);
});

test("where no namespace is named, or nothing binds, the contract has its way", () => {
  const { openNamespaces: _, ...all } = system;
  const vault = plan("pg.vault.svc.cluster.local");
  expect(namespacesClosed(vault, { binding: all, own })).toEqual([]);
  expect(namespacesClosed(vault, { binding: undefined, own })).toEqual([]);
});
