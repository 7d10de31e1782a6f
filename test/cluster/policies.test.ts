import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { denoImage } from "./deno-image.ts";
import { denoPod } from "./deno-pod.ts";
import { type Cluster, cluster, type TestNamespace } from "./fixture.ts";

let shared: Cluster;
let image: string;

beforeAll(async () => {
  shared = await cluster();
  image = await denoImage(shared);
});

/** Answers at `/`, and at `/?to=URL` says whether a fresh connection there answers. */
const relay = `
  Deno.serve({ port: 8080 }, async (request) => {
    const to = new URL(request.url).searchParams.get("to");
    if (!to) return new Response("here");
    const client = Deno.createHttpClient({ poolMaxIdlePerHost: 0 });
    const answer = fetch(to, { client, signal: AbortSignal.timeout(1000) }).then((response) => response.text());
    return new Response(await answer.catch(() => "refused"));
  });`;

async function start(home: TestNamespace, name: string, runtimeClassName?: string): Promise<string> {
  const probe = { readinessProbe: { httpGet: { path: "/", port: 8080 }, periodSeconds: 1 } };
  await shared.apply(
    [denoPod(image, name, relay, { container: probe, spec: runtimeClassName ? { runtimeClassName } : {} })],
    home.name,
  );
  return await shared.ready({ name, namespace: home.name });
}

/** What `from` gets from the pod at this address, over a new connection. */
function asked(home: TestNamespace, from: string, address: string): Promise<string> {
  const to = encodeURIComponent(`http://${address}:8080/`);
  return shared.kubectl("get", "--raw", `/api/v1/namespaces/${home.name}/pods/${from}:8080/proxy/?to=${to}`);
}

/** Rules take a moment to be written; how long, in ms, until a pod gets this answer. */
async function until(answer: string, ask: () => Promise<string>): Promise<number> {
  const begun = Date.now();
  while ((await ask()) !== answer) {
    if (Date.now() - begun > 10_000) throw new Error(`Not "${answer}" after 10 s`);
    await sleep(100);
  }
  return Date.now() - begun;
}

const deny = (direction: "Ingress" | "Egress", app: string) => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "deny" },
  spec: { podSelector: { matchLabels: { app } }, policyTypes: [direction] },
});

test.each([undefined, "gvisor"])(
  "under runtime class %s, a policy that allows nothing refuses both ways",
  async (runtime) => {
    await using home = await shared.namespace();
    const [, address] = await Promise.all([start(home, "caller", runtime), start(home, "called", runtime)]);
    const ask = () => asked(home, "caller", address);
    await until("here", ask);

    for (const policy of [deny("Egress", "caller"), deny("Ingress", "called")]) {
      await shared.apply([policy], home.name);
      expect(await until("refused", ask)).toBeLessThan(5000);
      await shared.remove("networkpolicies", { name: "deny", namespace: home.name });
      expect(await until("here", ask)).toBeLessThan(5000);
    }
  },
);
