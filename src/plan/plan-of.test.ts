import { describe, expect, test } from "vitest";
import { parseWorkflow } from "../workflow/parse-workflow.ts";
import { planOf } from "./plan-of.ts";

function plan(yaml: string, references: Parameters<typeof planOf>[0]["references"] = [], options = {}) {
  const { spec, findings } = parseWorkflow(`name: w\nversion: "1.0"\nnodes: { a: { path: a.ts } }\n${yaml}`);
  if (!spec) throw new Error(JSON.stringify(findings));
  return planOf({ spec, references }, options);
}

const contract = (inside: string) => `contract:\n  version: "1"\n${inside}`;

describe("permissions", () => {
  test("without a contract, nothing is closed", () => {
    expect(plan("").permissions).toEqual({ net: true, reasons: { "*": "no contract" } });
  });

  test("with an empty contract, nothing is open", () => {
    expect(plan(contract("")).permissions).toEqual({ net: [], reasons: {} });
  });

  test("are the hosts of the contract, with the ports of their protocols, and why", () => {
    const yaml = contract(`  dependencies:
    web: { protocol: https, host: api.example.com }
    again: { protocol: https, host: api.example.com }
    db: { protocol: postgres, host: db, port: 6432, database: d, user: u }
    six: { protocol: http, host: "2001:db8::1" }
    lib: { protocol: npm, host: zod }
`);
    expect(plan(yaml).permissions).toEqual({
      net: ["[2001:db8::1]:80", "api.example.com:443", "db:6432"],
      reasons: {
        "[2001:db8::1]:80": "dependency six (http)",
        "api.example.com:443": "dependency web (https), dependency again (https)",
        "db:6432": "dependency db (postgresql)",
      },
    });
  });

  test("are open when hosts are known only at run time", () => {
    const feeds = "{ protocol: https, type: dynamic-target, cidr: 0.0.0.0/0, dynPorts: [443] }";
    expect(plan(contract(`  dependencies: { feeds: ${feeds} }\n`)).permissions).toMatchObject({
      net: true,
      reasons: { "*": "dependency feeds (dynamic-target)" },
    });
  });
});

describe("cron triggers", () => {
  test("one has no number", () => {
    const { triggers } = plan(
      'triggers: [{ type: cron, name: daily, schedule: "0 9 * * *", timezone: Europe/Berlin }]\n',
    );
    expect(triggers).toEqual({
      manual: false,
      cron: [{ jobName: "w-cron", schedule: "0 9 * * *", timezone: "Europe/Berlin", input: { trigger: "daily" } }],
    });
  });

  test("several are counted, and an unnamed one posts nothing", () => {
    const { cron } = plan(
      'triggers: [{ type: cron, schedule: "0 9 * * *" }, { type: cron, schedule: "0 8 * * *" }]\n',
    ).triggers;
    expect(cron.map(({ jobName, input }) => [jobName, input])).toEqual([
      ["w-cron-0", {}],
      ["w-cron-1", {}],
    ]);
  });
});

test("triggers that cannot be served are named", () => {
  const { unserved } = plan("triggers: [{ type: manual }, { type: queue, name: inbox, subject: orders }]\n");
  expect(unserved).toEqual([{ index: 1, type: "queue", name: "inbox" }]);
});

test("secrets come from contract and code, each once, sorted; a whole service only where no key of it is known", () => {
  const use = (name: string) => ({ kind: "secret" as const, name, file: "a.ts", line: 1, column: 1 });
  const api = "{ protocol: https, host: x.example.com, auth: { type: api-key, secret: x.key } }";
  const yaml = contract(`  dependencies: { x: ${api} }\n`);
  expect(plan(yaml, [use("mail.password"), use("x"), use("chat"), use("x.key")]).secrets).toEqual([
    "chat",
    "mail.password",
    "x.key",
  ]);
});

test("the command line goes before the workflow", () => {
  const yaml = "deployment: { namespace: own, runtimeClass: gvisor }\n";
  expect(plan(yaml)).toMatchObject({ namespace: "own", runtimeClass: "gvisor" });
  expect(plan(yaml, [], { namespace: "other", runtimeClass: "" })).toMatchObject({
    namespace: "other",
    runtimeClass: "",
  });
});

test("pods are sandboxed, unless the workflow or the command line says otherwise", () => {
  expect(plan("").runtimeClass).toBe("gvisor");
  expect(plan('deployment: { runtimeClass: "" }\n').runtimeClass).toBe("");
  expect(plan("deployment: { runtimeClass: kata }\n", [], { runtimeClass: "" }).runtimeClass).toBe("");
});

test("a node has half a minute and one attempt, unless the workflow says otherwise", () => {
  expect(plan("")).toMatchObject({ timeoutMs: 30_000, retries: 0 });
  expect(plan("config: { timeout: 2m, retries: 3 }\n")).toMatchObject({ timeoutMs: 120_000, retries: 3 });
});

test("limits of a pod are the workflow's own, and absent when it names none", () => {
  expect(plan("deployment: { limits: { concurrency: 2, maxBody: 100 } }\n").limits).toEqual({
    concurrency: 2,
    maxBody: 100,
  });
  expect(plan("")).not.toHaveProperty("limits");
  expect(() => plan("deployment: { limits: { concurrency: 0 } }\n")).toThrow("concurrency");
});
