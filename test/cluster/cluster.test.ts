import { beforeAll, expect, test } from "vitest";
import { denoImage } from "./deno-image.ts";
import { denoPod } from "./deno-pod.ts";
import { type Cluster, cluster, clusterName, type TestNamespace } from "./fixture.ts";
import { knownSite } from "./known-site.ts";
import { kubectl } from "./kubectl.ts";
import { run } from "./run.ts";
import { shellSettings } from "./shell-settings.ts";

let shared: Cluster;
let image: string;

beforeAll(async () => {
  shared = await cluster();
  image = await denoImage(shared);
});

const pod = (name: string, code: string, container: object = {}) => denoPod(image, name, code, { container });

const service = (name: string) => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name },
  spec: { selector: { app: name }, ports: [{ name: "http", port: 8080 }] },
});

const probe = { readinessProbe: { httpGet: { path: "/", port: 8080 }, periodSeconds: 1 } };

async function serveHello(home: TestNamespace): Promise<void> {
  const server = pod("hello", 'Deno.serve({ port: 8080 }, () => new Response("hello from a pod"))', probe);
  await shared.apply([server, service("hello")], home.name);
  await shared.ready({ name: "hello", namespace: home.name });
}

test("the node is ready and says its version", async () => {
  const said = await shared.kubectl("get", "nodes", "--no-headers");
  expect(said).toMatch(/^\S+\s+Ready\s+<none>\s+\S+\s+v1\.36\.3\n$/);
});

test("a shell that reads the cluster's settings has tntc, Helm and kubectl, and they reach it", async () => {
  const site = await knownSite(clusterName());
  if (!site) throw new Error("The shared cluster is not known");
  const typed = `. ${await shellSettings(site)}; tntc version; helm list >/dev/null; kubectl get namespace default --output=name`;
  const said = await run(["sh", "-ec", typed], { env: { PATH: process.env["PATH"], HOME: process.env["HOME"] } });
  expect(said).toMatch(/^tntc \S+ .*\nhelm 4\.2\.3 .*\nnamespace\/default\n$/);
});

test("what is read without starting kubectl is what kubectl prints", async () => {
  const site = await knownSite(clusterName());
  if (!site) throw new Error("The shared cluster is not known");
  const dns = ["get", "-n", "kube-system"];
  const names = [
    [...dns, "deployments,services,pods", "-o", "name"],
    [...dns, "pods", "-l", "k8s-app=kube-dns", "-o", "name"],
    [...dns, "pods", "-l", "k8s-app=nobody", "-o", "name"],
    ["get", "--raw", "/version"],
  ];
  for (const args of names) expect(await shared.kubectl(...args)).toBe(await kubectl(site, args));
  const whole = [
    [...dns, "deployment/coredns", "-o", "json"],
    [...dns, "service", "kube-dns", "-o", "json"],
    [...dns, "configmaps,services", "-l", "k8s-app=kube-dns", "-o", "json"],
  ];
  for (const args of whole) {
    const printed = JSON.parse(await kubectl(site, [...args, "--show-managed-fields"]));
    if (printed.kind === "List") delete printed.metadata;
    expect(JSON.parse(await shared.kubectl(...args))).toEqual(printed);
  }
  await expect(shared.kubectl(...dns, "pod", "nobody", "-o", "json")).rejects.toThrow(/NotFound/);
});

test("an image pushed to the registry from this machine runs in a restricted pod, seen through the API server", async () => {
  await using home = await shared.namespace();
  await serveHello(home);
  const path = `/api/v1/namespaces/${home.name}/services/http:hello:8080/proxy/`;
  expect(await shared.kubectl("get", "--raw", path)).toBe("hello from a pod");
});

test("a pod finds a Service by name and reaches it", async () => {
  await using home = await shared.namespace();
  await serveHello(home);
  const url = `http://hello.${home.name}.svc.cluster.local:8080/`;
  await shared.apply([pod("client", `console.log(await (await fetch("${url}")).text())`)], home.name);
  expect((await shared.ended({ name: "client", namespace: home.name })).said).toBe("hello from a pod\n");
});

test("a name outside the cluster is refused at once", async () => {
  await using home = await shared.namespace();
  const code = `
    const begun = Date.now();
    const failure = await fetch("http://example.com/").catch((error) => error);
    console.log(failure instanceof TypeError, Date.now() - begun < 3000);`;
  await shared.apply([pod("client", code)], home.name);
  expect((await shared.ended({ name: "client", namespace: home.name })).said).toBe("true true\n");
});

test("a privileged pod is refused in the namespace of a test", async () => {
  await using home = await shared.namespace();
  const refused = pod("root", "", { securityContext: { privileged: true } });
  await expect(shared.apply([refused], home.name)).rejects.toThrow(/violates PodSecurity "restricted:latest"/);
});

test("every promised version of Helm speaks to the cluster", async () => {
  for (const version of ["3.18.0", "4.1.4", "4.2.3"] as const) {
    const helm = await shared.helm(version);
    expect(await run([helm, "version", "--short"])).toContain(`v${version}`);
    expect(await run([helm, "list", "-A", "-o", "json", "--kubeconfig", shared.kubeconfig])).toContain("[");
  }
});
