import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { denoImage } from "../cluster/deno-image.ts";
import { denoPod } from "../cluster/deno-pod.ts";
import type { TestNamespace } from "../cluster/fixture.ts";
import { type Ground, ground } from "./ground.ts";

/** A server behind a Service that hides its port; and what its neighbours serve. */
const server = 'Deno.serve({ port: 9000, onListen() {} }, () => new Response("served"))';
const ready = { ports: [{ name: "web", containerPort: 9000 }], readinessProbe: { tcpSocket: { port: 9000 } } };

const node = `export default async (_ctx: unknown, { urls }: { urls: string[] }) => {
  const tried = urls.map(async (url) => {
    const answer = await fetch(url, { signal: AbortSignal.timeout(3000) }).catch((error) => error.name);
    return [url, typeof answer === "string" ? answer : answer.status];
  });
  return Object.fromEntries(await Promise.all(tried));
};
`;

let at: Ground;
let far: TestNamespace;
/** Where things are: a dependency, its neighbour, the outside. */
let shop: string;
let neighbour: string;
let neighbourIp: string;
const outside = "http://api.example.com/";

beforeAll(async () => {
  at = await ground();
  far = await at.cluster.namespace();
  await serveFar();
  await Promise.all([
    deploys(
      "reach",
      `contract:
  version: "1"
  dependencies:
    shop: { protocol: http, host: shop.${far.name}.svc }
    api: { protocol: http, host: api.example.com }
  networkPolicy:
    ingress:
      - { namespace: ${far.name}, podSelector: { may: call }, reason: a caller from afar }
`,
    ),
    deploys("closed", 'contract: { version: "1", dependencies: {} }\n'),
    deploys("old", ""),
  ]);
});
afterAll(async () => {
  await far?.[Symbol.asyncDispose]();
  await at?.[Symbol.asyncDispose]();
});

async function serveFar(): Promise<void> {
  const image = await denoImage(at.cluster);
  const pod = (name: string, labels: Record<string, string>) =>
    denoPod(image, name, server, { container: ready, labels });
  const service = {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "shop" },
    spec: { selector: { sells: "shoes" }, ports: [{ port: 80, targetPort: "web" }] },
  };
  await at.cluster.apply([service, pod("shop", { sells: "shoes", may: "call" }), pod("neighbour", {})], far.name);
  const addressOf = (name: string) => at.cluster.ready({ name, namespace: far.name });
  [, neighbourIp] = await Promise.all([addressOf("shop"), addressOf("neighbour")]);
  shop = `http://shop.${far.name}.svc/`;
  neighbour = `http://${neighbourIp}:9000/`;
}

async function deploys(name: string, more: string, ...flags: string[]): Promise<void> {
  await at.write({
    [`${name}/workflow.yaml`]: `name: ${name}\nversion: "1.0"\nnodes: { try: { path: ./nodes/try.ts } }\n${more}`,
    [`${name}/nodes/try.ts`]: node,
  });
  const { exitCode, stderr } = await at.tntc(["deploy", name, ...flags]);
  expect(exitCode, stderr).toBe(0);
}

type Tried = Record<string, number | string>;

/** What node code reaches: both the policy and Deno's permissions have their say. */
async function byNode(workflow: string, ...urls: string[]): Promise<Tried> {
  const { stdout, stderr } = await at.tntc(["run", workflow, "--input", JSON.stringify({ urls })]);
  expect(stderr).toContain("succeeded");
  const result: { outputs: { try: Tried } } = JSON.parse(stdout);
  return result.outputs.try;
}

/** What a program without any permission to ask for reaches from a pod: only the policy has its say. */
async function byPod(pod: string, namespace: string, ...urls: string[]): Promise<Tried> {
  const code = `console.log(JSON.stringify(Object.fromEntries(await Promise.all(${JSON.stringify(urls)}.map(async (url) => [
    url, await fetch(url, { signal: AbortSignal.timeout(3000) }).then(({ status }) => status, () => "refused"),
  ])))))`;
  return JSON.parse(await at.cluster.kubectl("-n", namespace, "exec", pod, "--", "deno", "eval", "--no-lock", code));
}

const engine = (workflow: string, ...urls: string[]) => byPod(`deploy/${workflow}`, at.namespace, ...urls);
const health = (workflow: string) => `http://${workflow}.${at.namespace}.svc:8080/health`;

describe("a workflow with a contract", () => {
  test("reaches a declared Service, whatever port and labels its pods have, and a declared host", async () => {
    expect(await byNode("reach", shop, outside)).toEqual({ [shop]: 200, [outside]: 200 });
  });

  test("is kept from all else by the policy alone", async () => {
    const refused = [neighbour, "http://api.example.com:8080/", "http://private.example.com/", health("closed")];
    const all = ["http://169.254.169.254/", "https://kubernetes.default.svc/", ...refused];
    expect(await engine("reach", shop, ...all)).toEqual({
      [shop]: 200,
      ...Object.fromEntries(all.map((url) => [url, "refused"])),
    });
  });

  test("has the Service's pods and their port in its policy, and its hosts on it", async () => {
    const text = await at.cluster.kubectl("-n", at.namespace, "get", "networkpolicy", "reach-netpol", "-o", "json");
    const { metadata, spec } = JSON.parse(text);
    expect(metadata.annotations["tentacular.io/intended-hosts"]).toBe(`shop.${far.name}.svc:80,api.example.com:80`);
    expect(spec.egress[1]).toEqual({
      to: [
        {
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": far.name } },
          podSelector: { matchLabels: { sells: "shoes" } },
        },
      ],
      ports: [{ port: "web", protocol: "TCP" }],
    });
  });

  test("is called by whom it names, and by nobody else", async () => {
    const url = health("reach");
    expect(await byPod("shop", far.name, url)).toEqual({ [url]: 200 });
    expect(await byPod("neighbour", far.name, url)).toEqual({ [url]: "refused" });
  });
});

test("an empty contract refuses everything, by either wall", async () => {
  expect(await byNode("closed", shop, outside)).toEqual({ [shop]: "NotCapable", [outside]: "NotCapable" });
  expect(await engine("closed", shop, outside)).toEqual({ [shop]: "refused", [outside]: "refused" });
});

test("a workflow without a contract reaches the web, and nothing inside", async () => {
  const closed = ["http://api.example.com:8080/", "http://private.example.com/", shop, health("reach")];
  const tried = await byNode("old", outside, ...closed);
  expect(tried[outside]).toBe(200);
  for (const url of closed) expect(["TypeError", "TimeoutError"], url).toContain(tried[url]);
});

test("the pods beside the engine reach their own workflow, and nothing else", async () => {
  const labels = {
    "app.kubernetes.io/name": "reach",
    "app.kubernetes.io/instance": "reach",
    "tentacular.dev/role": "trigger",
  };
  const image = await denoImage(at.cluster);
  await at.cluster.apply([denoPod(image, "ticking", server, { container: ready, labels })], at.namespace);
  await at.cluster.ready({ name: "ticking", namespace: at.namespace });
  const [own, other] = [health("reach"), health("closed")];
  await expect.poll(async () => (await byPod("ticking", at.namespace, own))[own], { timeout: 20_000 }).toBe(200);
  expect(await byPod("ticking", at.namespace, other, outside, shop)).toEqual({
    [other]: "refused",
    [outside]: "refused",
    [shop]: "refused",
  });
});

test("a control plane elsewhere is let in where the settings say that it calls from", async () => {
  const url = health("closed");
  expect(await byPod("neighbour", far.name, url)).toEqual({ [url]: "refused" });
  const settings = `network: { apiServerCIDRs: ["${neighbourIp}/32"] }\n`;
  await at.write({ "closed/.tentacular/config.yaml": settings });
  await deploys("closed", 'contract: { version: "1", dependencies: {} }\n');
  await expect.poll(async () => (await byPod("neighbour", far.name, url))[url], { timeout: 20_000 }).toBe(200);
});

test("a Service that is not there, has no pods, or stands for a host is warned of, with the keys that help", async () => {
  await at.cluster.apply(
    [
      { apiVersion: "v1", kind: "Service", metadata: { name: "bare" }, spec: { ports: [{ port: 80 }] } },
      {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: "alias" },
        spec: { type: "ExternalName", externalName: "db.example.com" },
      },
    ],
    at.namespace,
  );
  const hosts = ["bare", "alias", "gone"].map((host) => `    ${host}: { protocol: http, host: ${host} }\n`).join("");
  await at.write({
    "vague/workflow.yaml": `name: vague\nversion: "1.0"\nnodes: { try: { path: ./nodes/try.ts } }\ncontract:\n  version: "1"\n  dependencies:\n${hosts}`,
    "vague/nodes/try.ts": node,
  });
  const { stderr, exitCode } = await at.tntc(["deploy", "vague", "--dry-run"]);
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toMatch(/Service "bare" .* has no pods of its own.*; say where its addresses lie with cidrs/);
  expect(stderr).toMatch(/Service "alias" .* stands for "db.example.com".*; declare that host instead/);
  expect(stderr).toMatch(
    /Service "gone" .* is not there yet, so all pods of that namespace .*; .*podSelector and podPort/,
  );
});
