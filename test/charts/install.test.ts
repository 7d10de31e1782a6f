import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, test } from "vitest";
import { parse, stringify } from "yaml";
import { type Cluster, cluster } from "../cluster/fixture.ts";
import { engineImage } from "../deploy/engine-image.ts";
import { moduleProxyImage } from "../module-proxy/image.ts";
import { charts } from "./charts.ts";
import { type CtRepository, ctRepository, processed } from "./ct-repository.ts";

/** The namespace that scenarios of the system chart place things in. */
const workflows = "tentacular-ct";

let work: string;
let shared: Cluster;
let env: Record<string, string>;

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "charts-install-"));
  shared = await cluster();
  env = { KUBECONFIG: shared.kubeconfig, KUBECACHEDIR: join(work, "cache") };
  await shared.kubectl("create", "namespace", workflows);
  await shared.apply([await volume()]);
});

afterAll(async () => {
  await shared.kubectl("delete", "namespace", workflows, "--wait=false", "--ignore-not-found");
  await shared.kubectl("delete", "persistentvolume", workflows, "--wait=false", "--ignore-not-found");
  rmSync(work, { recursive: true, force: true });
});

/** The scenario of each chart that is upgraded; the others are only installed. */
const first = ["default-values.yaml", "hello-values.yaml"];

/** A disk for the scenario that keeps modules on a claim. */
async function volume(): Promise<object> {
  const [node] = (await shared.kubectl("get", "nodes", "-o", "name")).trim().split("\n");
  const path = join(work, "disk");
  mkdirSync(path, { recursive: true });
  const here = { key: "kubernetes.io/hostname", operator: "In", values: [node?.replace("node/", "")] };
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name: workflows },
    spec: {
      capacity: { storage: "5Gi" },
      accessModes: ["ReadWriteOnce"],
      persistentVolumeReclaimPolicy: "Retain",
      local: { path },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [here] }] } },
    },
  };
}

/** Where images and packages are on this machine; the scenarios name where they are for all others. */
async function here(): Promise<Record<string, object>> {
  const [engine, proxy] = await Promise.all([engineImage(shared), moduleProxyImage(shared)]);
  const { url } = shared.npmRegistry;
  const { hostname, port } = new URL(url);
  return {
    "tentacular-workflow": { image: imageOf(engine) },
    "tentacular-system": {
      moduleProxy: {
        image: { ...imageOf(proxy), pullPolicy: "IfNotPresent" },
        npmRegistry: url,
        networkPolicy: { egress: [{ cidr: `${hostname}/32`, port: Number(port) }] },
        lexer: { path: "/esm/bin/cjs-module-lexer-1.0.8" },
      },
      tests: { module: "/ms@2.1.3?target=denonext" },
    },
  };
}

function imageOf(image: string) {
  const [, registry, repository, tag] = /^([^/]+)\/(.+):([^:]+)$/.exec(image) ?? [];
  return { registry, repository, tag };
}

type Values = { [key: string]: unknown };
const isMap = (value: unknown): value is Values => typeof value === "object" && value !== null && !Array.isArray(value);

function merged(base: Values, over: Values): Values {
  const both = Object.entries(over).map(([key, value]) => {
    const under = base[key];
    return [key, isMap(under) && isMap(value) ? merged(under, value) : value] as const;
  });
  return { ...base, ...Object.fromEntries(both) };
}

/** What scenarios do not ask for: only one that names the sandbox pays for it. */
const unasked: Record<string, Values> = { "tentacular-workflow": { runtimeClass: "" } };

async function madeLocal(repository: CtRepository): Promise<void> {
  for (const [chart, over] of Object.entries(await here())) {
    const local = (text: string) => stringify(merged({ ...unasked[chart], ...parse(text) }, { ...over }));
    for (const file of readdirSync(join(repository.folder, "charts", chart, "ci"))) {
      await repository.edit(`charts/${chart}/ci/${file}`, local);
    }
  }
}

/** Removes the scenarios of a chart that are not wanted. */
function keep({ folder }: CtRepository, chart: string, wanted: (file: string) => boolean): void {
  const ci = join(folder, "charts", chart, "ci");
  for (const file of readdirSync(ci)) if (!wanted(file)) rmSync(join(ci, file));
}

/** Mostly, ct waits until what it has installed is gone again; others may go on meanwhile. */
describe.concurrent.each(charts)(
  "%s",
  (chart) => {
    // `--all` would take one chart after the other; a run for each comes to the same, at the same time.
    const only = ["--charts", `charts/${chart}`];

    test("is installed by ct with every scenario but the first, and the helm tests of each pass", async ({
      expect,
    }) => {
      const repository = await ctRepository(join(work, chart, "others"));
      keep(repository, chart, (file) => !first.includes(file));
      await madeLocal(repository);
      const installed = await repository.ct(["install", ...only], env);
      expect(installed.exitCode, installed.stdout.slice(-6000) + installed.stderr.slice(-3000)).toBe(0);
      expect(processed(installed)).toEqual([chart]);
    });

    test("is upgraded by ct from the version before with the first scenario, installed with it, and tested", async ({
      expect,
    }) => {
      const repository = await ctRepository(join(work, chart, "upgrade"));
      keep(repository, chart, (file) => first.includes(file));
      await madeLocal(repository);
      await repository.commit();
      await repository.release();
      await repository.edit(`charts/${chart}/Chart.yaml`, (text) =>
        text.replace(/^(version: \d+\.\d+\.)(\d+)$/m, "$19$2"),
      );
      await repository.commit();
      const upgraded = await repository.ct(["install", "--upgrade"], env);
      const said = upgraded.stdout + upgraded.stderr;
      expect(upgraded.exitCode, said.slice(-6000)).toBe(0);
      expect(processed(upgraded)).toEqual([chart]);
      expect(said).not.toContain("Skipping upgrade test");
      expect(said).toContain(`Testing upgrades of chart "${chart} => (version:`);
    });
  },
  900_000,
);
