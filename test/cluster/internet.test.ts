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

/** What a pod prints that runs this code, and the pod's address. */
async function ran(home: TestNamespace, code: string, spec: object = {}): Promise<{ said: string; address: string }> {
  await shared.apply([denoPod(image, "client", code, { spec })], home.name);
  return await shared.ended({ name: "client", namespace: home.name });
}

const everything = `
  const urls = [
    "http://api.example.com/", "http://other.example.com:8080/", "https://api.example.com/a?b=1",
    "https://other.example.com:8443/", "http://private.example.com/", "https://192.168.113.10/",
    "http://169.254.169.254/latest", "http://metadata.google.internal/",
  ];
  const ask = async (url) => JSON.stringify(await (await fetch(url)).json());
  const names = ["A", "AAAA"].map((type) =>
    Deno.resolveDns("a.secret.example.org", type, { nameServer: { ipAddr: "203.0.113.53" } }).catch((e) => e.name));
  console.log((await Promise.all([...urls.map(ask), ...names.map(async (name) => String(await name))])).join("\\n"));
  const tcp = await Deno.connect({ hostname: "203.0.113.53", port: 53 });
  tcp.close();
`;

test.each([{}, { runtimeClassName: "gvisor" }])(
  "a pod with %j reaches all servers, which say what they saw",
  async (spec) => {
    await using home = await shared.namespace();
    const { said, address } = await ran(home, everything, spec);
    const lines = said.trimEnd().split("\n");
    expect(lines.at(-1)).toMatch(/^NotFound|^$/);
    expect(lines.at(-2)).toBe("203.0.113.10");
    const seen = lines
      .slice(0, -2)
      .map((line): { tls: boolean; address: string; from: string; url: string } => JSON.parse(line));
    expect(seen.map(({ tls, address: at, url }) => `${tls} ${at} ${url}`)).toEqual([
      "false 203.0.113.10 /",
      "false 203.0.113.20 /",
      "true 203.0.113.10 /a?b=1",
      "true 203.0.113.20 /",
      "false 192.168.113.10 /",
      "true 192.168.113.10 /",
      "false 169.254.169.254 /latest",
      "false 169.254.169.254 /",
    ]);
    expect(new Set(seen.map(({ from }) => from))).toEqual(new Set([address]));
    const visits = await shared.internet.visits(address);
    expect(visits).toContainEqual({ at: "203.0.113.53:53", from: address, name: "a.secret.example.org" });
    expect(visits).toContainEqual({ at: "203.0.113.20:8443", from: address });
  },
);

test("packets that a test loses get no answer, until it is over", async () => {
  await using home = await shared.namespace();
  const server = `
    Deno.serve({ port: 8080 }, async () => {
      const client = Deno.createHttpClient({ poolMaxIdlePerHost: 0 });
      const signal = AbortSignal.timeout(1500);
      const answer = fetch("http://203.0.113.10/", { client, signal }).then((response) => response.status);
      return new Response(String(await answer.catch((error) => error.name)));
    });`;
  const readinessProbe = { tcpSocket: { port: 8080 }, periodSeconds: 1 };
  await shared.apply([denoPod(image, "caller", server, { container: { readinessProbe } })], home.name);
  const from = await shared.ready({ name: "caller", namespace: home.name });
  const ask = () => shared.kubectl("get", "--raw", `/api/v1/namespaces/${home.name}/pods/caller:8080/proxy/`);
  expect(await ask()).toBe("200");
  {
    await using _lost = await shared.dropping({ from, to: "203.0.113.10" });
    expect(await ask()).toBe("TimeoutError");
  }
  expect(await ask()).toBe("200");
});
