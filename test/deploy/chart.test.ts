import { readdirSync, readFileSync } from "node:fs";
import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { packageRoot } from "../../src/package-root.ts";
import { type Ran, run } from "../cli/tntc.ts";
import { cluster } from "../cluster/fixture.ts";
import { helmBinary } from "../cluster/helm-binary.ts";

const chart = join(packageRoot(), "charts/tentacular-workflow");
const versions = ["3.18.0", "4.1.4", "4.2.3"] as const;
const scenarios = readdirSync(join(chart, "ci"));
const helms: string[] = [];

beforeAll(async () => {
  helms.push(...(await Promise.all(versions.map((version) => helmBinary(version)))));
});

const render = (helm: string, values: string, ...more: string[]): Promise<Ran> =>
  run([helm, "template", "report", chart, "--values", values, "--kube-version", "1.36.0", ...more]);

type PodSpec = {
  securityContext: object;
  automountServiceAccountToken: boolean;
  containers: { securityContext: object; resources: object }[];
};
type Rendered = { kind: string; metadata: { name: string }; spec: { [key: string]: unknown } };

function objectsOf({ stdout }: Ran): Rendered[] {
  return parseAllDocuments(stdout).flatMap((document) => document.toJS() ?? []);
}

function podSpecOf({ kind, spec }: Rendered): PodSpec | undefined {
  const found = JSON.parse(JSON.stringify(spec ?? {}));
  if (kind === "Pod") return found;
  if (kind === "CronJob") return found.jobTemplate.spec.template.spec;
  return found.template?.spec;
}

describe.each(scenarios)("the chart with %s", (scenario) => {
  const values = join(chart, "ci", scenario);

  let rendered: Ran[];

  beforeAll(async () => {
    rendered = await Promise.all(helms.map((helm) => render(helm, values)));
  });

  test("gives the same objects with every Helm", () => {
    const [first, ...others] = rendered.map((each) => JSON.stringify(objectsOf(each)));
    expect(first).toContain("Deployment");
    for (const other of others) expect(other).toBe(first);
  });

  test("is without a complaint from helm lint", async () => {
    for (const helm of helms) {
      const linted = await run([helm, "lint", chart, "--strict", "--values", values]);
      expect(linted.exitCode, linted.stdout + linted.stderr).toBe(0);
    }
  });

  test("has only restricted pods without a token", () => {
    const specs = rendered
      .slice(0, 1)
      .flatMap(objectsOf)
      .flatMap((each) => podSpecOf(each) ?? []);
    expect(specs.length).toBeGreaterThan(1);
    for (const spec of specs) {
      expect(spec.automountServiceAccountToken).toBe(false);
      expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
      for (const container of spec.containers) {
        expect(container.resources).toMatchObject({ requests: {}, limits: {} });
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        });
      }
    }
  });

  test("is taken by a real API server, every field of it", async () => {
    const shared = await cluster();
    await using home = await shared.namespace();
    const rendered = await render(helms[2] ?? "", values, "--skip-tests", "--namespace", home.name);
    await using folder = await mkdtempDisposable(join(tmpdir(), "chart-"));
    const file = join(folder.path, "objects.yaml");
    await writeFile(file, rendered.stdout);
    const args = ["-n", home.name, "create", "--dry-run=server", "--validate=strict", "-f", file];
    const said = await shared.kubectl(...args);
    expect(said.trim().split("\n")).toHaveLength(objectsOf(rendered).length);
  });
});

test("a key that the schema does not know is refused by every Helm", async () => {
  for (const helm of helms) {
    const refused = await render(helm, join(chart, "ci", scenarios[0] ?? ""), "--set", "image.colour=red");
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("colour");
  }
});

test("without code it says what to do", async () => {
  const refused = await run([helms[0] ?? "", "template", "empty", chart]);
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain('deploy with "tntc deploy"');
});

test("values.schema.json is draft-07, which every Helm understands", () => {
  const schema: { $schema: string } = JSON.parse(readFileSync(join(chart, "values.schema.json"), "utf8"));
  expect(schema.$schema).toBe("http://json-schema.org/draft-07/schema#");
});
