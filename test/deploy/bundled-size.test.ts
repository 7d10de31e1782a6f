import { expect, test } from "vitest";
import { moduleGround } from "./module-ground.ts";

const packages = { zod: "4.6.7", yaml: "2.9.1", marked: "16.4.0", hono: "4.10.0" };

test("half a mebibyte of modules travels in a release, below what Kubernetes takes, and serves", async () => {
  await using at = await moduleGround();
  const declared = Object.entries(packages).map(
    ([host, version]) => `{ protocol: npm, host: ${host}, version: ${version} }`,
  );
  await at.write({
    "workflow.yaml": `name: heavy
version: "1.0"
nodes: { load: { path: ./nodes/load.ts } }
deployment: { modules: bundled }
contract:
  version: "1"
  dependencies: { zod: ${declared[0]}, yaml: ${declared[1]}, marked: ${declared[2]}, hono: ${declared[3]} }
`,
    "nodes/load.ts": `import { z } from "npm:zod";
import { parse } from "npm:yaml";
import { marked } from "npm:marked";
import { Hono } from "npm:hono";

export default () => [z.number().parse(1), parse("a: 2").a, marked.parse("*3*"), typeof Hono];
`,
  });
  const deployed = await at.tntc(["deploy"]);
  expect(deployed.exitCode, deployed.stderr).toBe(0);
  const ran = await at.tntc(["run", "heavy"]);
  expect(JSON.parse(ran.stdout).outputs.load).toEqual([1, 2, "<p><em>3</em></p>\n", "function"]);
  const release = await at.cluster.kubectl(
    ...["-n", at.namespace, "get", "secret", "sh.helm.release.v1.heavy.v1", "-o", "jsonpath={.data.release}"],
  );
  const kib = Buffer.from(release, "base64").length / 1024;
  expect(kib).toBeGreaterThan(300);
  expect(kib, "as was estimated, with the chart itself").toBeLessThan(600);
});
