import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isMap, isScalar, parse, parseDocument, visit } from "yaml";
import type { Code } from "../bundle/pack.ts";
import { packageRoot } from "../package-root.ts";
import type { Plan } from "./plan.ts";
import { valuesOf, workflowValues } from "./values.ts";
import { valuesSchema } from "./values-schema.ts";

const chart = join(packageRoot(), "charts/tentacular-workflow");

const plan: Plan = {
  workflow: { name: "report", version: "1.0", description: "Reports" },
  metadata: { owner: "ops", tags: ["a", "b"] },
  stages: [["report"]],
  permissions: { net: ["api.example.com:443"], reasons: {} },
  network: {
    contract: "declared",
    egress: [
      {
        to: [{ cidr: "203.0.113.0/24" }],
        ports: [{ port: 443, protocol: "TCP" }],
        reason: "a",
        source: "a",
        host: "a.example.com",
      },
      {
        to: [{ cidr: "203.0.113.0/24" }],
        ports: [{ port: 443, protocol: "TCP" }],
        reason: "b",
        source: "b",
        host: "b.example.com",
      },
      { to: [{ cidr: "203.0.113.0/24" }], ports: [{ port: 80, protocol: "TCP" }], reason: "c", source: "c" },
    ],
    ingress: [],
    triggerEgress: [],
  },
  secrets: ["mail.token"],
  triggers: {
    manual: true,
    cron: [{ jobName: "report-cron", schedule: "0 9 * * *", timezone: "Europe/Berlin", input: { trigger: "daily" } }],
  },
  unserved: [],
  timeoutMs: 30_000,
  retries: 0,
  runtimeClass: "gvisor",
  resources: {
    requests: { cpu: "100m", memory: "64Mi", "ephemeral-storage": "64Mi" },
    limits: { cpu: "500m", memory: "1Gi", "ephemeral-storage": "640Mi" },
  },
  sidecars: [],
};

const code: Code = {
  digest: `sha256:${"ab".repeat(32)}`,
  files: [{ path: "workflow.yaml", key: "workflow.yaml", text: "name: report\n" }],
  bytes: 13,
};

describe("valuesOf", () => {
  const values = valuesOf(plan, code, {
    image: "ghcr.io/acme/engine:1",
    pullSecrets: ["login"],
    secretsChecksum: "c0ffee",
    git: "abc123",
  });

  test("carries the plan's decisions and the code's address", () => {
    expect(values).toMatchObject({
      workflow: { version: "1.0" },
      image: { registry: "ghcr.io", repository: "acme/engine", tag: "1", digest: "", pullSecrets: ["login"] },
      code: { digest: code.digest, files: code.files },
      permissions: { net: ["api.example.com:443"] },
      triggers: { cron: [{ name: "report-cron", schedule: "0 9 * * *", input: { trigger: "daily" } }] },
      runtimeClass: "gvisor",
      annotations: { "tentacular.io/owner": "ops", "tentacular.io/tags": "a,b", "tentacular.io/git-sha": "abc123" },
    });
  });

  test("makes one rule of those that a policy cannot tell apart, and keeps the hosts", () => {
    expect(values.networkPolicy.egress.map(({ reason }) => reason)).toEqual([
      "a: a.example.com; b: b.example.com",
      "c",
    ]);
    expect(values.networkPolicy.hosts).toEqual(["a.example.com:443", "b.example.com:443"]);
  });

  test("gives the engine its container's limit in MiB", () => {
    expect(values.engine.memory).toBe(1024);
  });

  test("carries the limits that the workflow names, and no others", () => {
    const limited = valuesOf({ ...plan, limits: { queue: 0, maxBody: 5 } }, code, { image: "engine:1" });
    expect(limited.engine).toMatchObject({ queue: 0, maxBody: 5 });
    expect(limited.engine).not.toHaveProperty("concurrency");
  });

  test("holds names and a checksum of secrets and no values", () => {
    expect(values.secrets).toEqual({ names: ["mail.token"], visible: ["*"], checksum: "c0ffee" });
  });
});

describe("the chart", () => {
  test("has the schema of the values that are made here", () => {
    const file = join(chart, "values.schema.json");
    const text = `${JSON.stringify(valuesSchema(), null, 2)}\n`;
    if (process.env["UPDATE_GOLDEN"]) writeFileSync(file, text);
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  test("has the defaults of that schema, and no key of its own", () => {
    // What is null there is absent here: the engine's own default holds.
    const written: object = parse(readFileSync(join(chart, "values.yaml"), "utf8"), (_, value) => value ?? undefined);
    const sections = Object.fromEntries(
      Object.entries(written).map(([key, value]) => [key, value !== null && value.constructor === Object ? {} : value]),
    );
    expect(written).toEqual(workflowValues.parse({ ...sections, resources: {} }));
  });

  test("explains each of its keys", () => {
    const document = parseDocument(readFileSync(join(chart, "values.yaml"), "utf8"));
    const silent: string[] = [];
    visit(document, {
      Pair(_, pair, path) {
        const section = isMap(pair.value) && pair.value.items.length > 0;
        const parent = path.findLast(isMap);
        const first = isMap(parent) && parent.items[0] === pair;
        const comment = isScalar(pair.key) ? (pair.key.commentBefore ?? (first ? parent?.commentBefore : "")) : "";
        if (!section && !comment?.includes("--")) silent.push(String(pair.key));
      },
    });
    expect(silent).toEqual([]);
  });
});
