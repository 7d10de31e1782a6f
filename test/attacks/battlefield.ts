import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Kube } from "../../src/cluster/api/kube.ts";
import { denoPod } from "../cluster/deno-pod.ts";
import type { TestNamespace } from "../cluster/fixture.ts";
import { type Ground, ground } from "../deploy/ground.ts";
import type { Outcome, Target } from "./workflow/nodes/target.ts";

/** What all outcomes are about, by the name of the target. */
export type Outcomes = Record<string, Outcome>;

/** A pod that attacks for whoever asks it. */
export type Attacker = { address: string; attack(targets: Record<string, Target>): Promise<Outcomes> };

/** A deployed workflow, and around it pods that nothing but network policies holds back. */
export type Battlefield = AsyncDisposable & {
  at: Ground;
  /** What node code can reach. */
  runNode(targets: Record<string, Target>): Promise<Outcomes>;
  /** Address of the workflow's pod. */
  address: string;
  /** `deno run -A` in a pod with the workflow's labels, on the same runtime. */
  freed: Attacker;
  /** A pod of the same namespace. */
  neighbour: Attacker;
  /** A pod of another namespace, behind the Service `stranger`. */
  stranger: Attacker & { namespace: string };
};

const folder = join(import.meta.dirname, "workflow");
const code = ["attack.ts", "attempt.ts", "freed.ts", "target.ts"] as const;

/** Deploys the workflow under a runtime class, "" for none, and places the attackers. */
export async function battlefield(runtimeClass: string): Promise<Battlefield> {
  const at = await ground();
  const abroad = await at.cluster.namespace();
  const sources = await Promise.all(code.map((name) => readFile(join(folder, "nodes", name), "utf8")));
  const files = Object.fromEntries(code.map((name, index) => [name, sources[index] ?? ""]));
  await Promise.all([placeOthers(at, abroad, files), deploy(at, runtimeClass, files)]);
  const engine = await podOf(at, at.namespace, "tentacular.dev/role=engine");
  const freed = { name: "freed", labels: ownLabels(engine.metadata.labels), runtimeClass };
  await placePod(at, at.namespace, { ...freed, files });
  return {
    at,
    address: engine.status.podIP,
    runNode: (targets) => runNode(at, targets),
    freed: await attacker(at, at.namespace, "freed"),
    neighbour: await attacker(at, at.namespace, "neighbour"),
    stranger: { ...(await attacker(at, abroad.name, "stranger")), namespace: abroad.name },
    async [Symbol.asyncDispose]() {
      await abroad[Symbol.asyncDispose]();
      await at[Symbol.asyncDispose]();
    },
  };
}

async function deploy(at: Ground, runtimeClass: string, files: Record<string, string>): Promise<void> {
  const nodes = Object.entries(files).map(([name, text]) => [`nodes/${name}`, text]);
  const workflow = await readFile(join(folder, "workflow.yaml"), "utf8");
  await at.write({ "workflow.yaml": workflow, ...Object.fromEntries(nodes) });
  const { exitCode, stderr } = await at.tntc(["deploy", `--runtime-class=${runtimeClass}`]);
  if (exitCode !== 0) throw new Error(`Not deployed:\n${stderr}`);
}

async function placeOthers(at: Ground, abroad: TestNamespace, files: Record<string, string>): Promise<void> {
  const service = { selector: { app: "stranger" }, ports: [{ port: 80 }] };
  await at.cluster.apply(
    [{ apiVersion: "v1", kind: "Service", metadata: { name: "stranger" }, spec: service }],
    abroad.name,
  );
  await Promise.all([
    placePod(at, abroad.name, { name: "stranger", labels: {}, runtimeClass: "", files }),
    placePod(at, at.namespace, { name: "neighbour", labels: {}, runtimeClass: "", files }),
  ]);
}

type Placed = { name: string; labels: Record<string, string>; runtimeClass: string; files: Record<string, string> };

/** Starts a pod that attacks without any permission of Deno's taken away, and waits for it. */
async function placePod(at: Ground, namespace: string, { name, labels, runtimeClass, files }: Placed): Promise<void> {
  const pod = denoPod(at.image, name, "", {
    labels,
    container: {
      command: ["deno", "run", "--allow-all", "--no-lock", "--no-config", "/attacks/freed.ts"],
      args: [],
      readinessProbe: { httpGet: { path: "/", port: 8080 }, periodSeconds: 1 },
      volumeMounts: [
        { name: "tmp", mountPath: "/tmp" },
        { name: "code", mountPath: "/attacks" },
      ],
    },
    spec: {
      ...(runtimeClass === "" ? {} : { runtimeClassName: runtimeClass }),
      volumes: [
        { name: "tmp", emptyDir: {} },
        { name: "code", configMap: { name: `${name}-attacks` } },
      ],
    },
  });
  const map = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: `${name}-attacks` }, data: files };
  await at.cluster.apply([map, pod], namespace);
  await at.cluster.ready({ name, namespace });
}

/** Nothing may take a pod of ours for one of its own. */
function ownLabels({ "pod-template-hash": _, ...labels }: Record<string, string>): Record<string, string> {
  return labels;
}

type Pod = { metadata: { labels: Record<string, string> }; status: { podIP: string } };

async function podOf({ cluster }: Ground, namespace: string, selector: string): Promise<Pod> {
  const { items } = JSON.parse(await cluster.kubectl("-n", namespace, "get", "pods", "-l", selector, "-o", "json"));
  return items[0];
}

async function attacker(at: Ground, namespace: string, name: string): Promise<Attacker> {
  const kube = await Kube.connect({ kubeconfig: at.cluster.kubeconfig, namespace });
  const address = await at.cluster.ready({ name, namespace });
  const path = `/api/v1/namespaces/${namespace}/pods/${name}:8080/proxy/`;
  return {
    address,
    async attack(targets) {
      const body = JSON.stringify(targets);
      return JSON.parse((await kube.send({ method: "POST", path, body, timeoutMs: 30_000 })).body);
    },
  };
}

async function runNode(at: Ground, targets: Record<string, Target>): Promise<Outcomes> {
  const { stdout, stderr } = await at.tntc(["run", "prey", "--input", JSON.stringify({ targets })]);
  const found: { success: boolean; outputs: { attack: Outcomes } } = JSON.parse(stdout);
  if (!found.success) throw new Error(stderr || stdout);
  return found.outputs.attack;
}
