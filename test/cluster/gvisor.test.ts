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

const code = 'console.log(Deno.osRelease(), await Deno.readTextFile("/proc/version"))';

async function said(home: TestNamespace, name: string, spec: object): Promise<string> {
  await shared.apply([denoPod(image, name, code, { spec })], home.name);
  return (await shared.ended({ name, namespace: home.name })).said;
}

test("a pod that asks for gVisor has gVisor's kernel, and one that does not has the machine's", async () => {
  await using home = await shared.namespace();
  const [sandboxed, plain] = await Promise.all([
    said(home, "sandboxed", { runtimeClassName: "gvisor" }),
    said(home, "plain", {}),
  ]);
  expect(sandboxed).toMatch(/^\S+-gviso\S* Linux version \S+-gvisor /);
  expect(plain).not.toMatch(/gviso/);
});
