import { expect, test } from "vitest";
import { ground } from "../deploy/ground.ts";
import { startJsr } from "../jsr/start-jsr.ts";
import { deployShop } from "./deploy-shop.ts";
import { openMirror } from "./open-mirror.ts";
import { reachOfPod } from "./reach-of-pod.ts";
import { runShop } from "./run-shop.ts";
import { offer, shop } from "./shop.ts";

test("packages of every kind come from plain mirrors of npm and JSR, private ones by a Secret, and the pod reaches nothing else", async () => {
  await using at = await ground();
  const { npmRegistry, internet, apply, kubectl } = at.cluster;
  await using npm = await openMirror(npmRegistry, { credentials: "asker" });
  await using jsr = await startJsr(new URL(npmRegistry.url).hostname);
  const mirrors = `modules:\n  npm: ${npm.url}\n  jsr: ${jsr.url}\n  npmrcSecret: npm-credentials\n`;
  const base = `image: ${at.image}\nplain_http: true\nsystem_namespace: no-such-system\nruntime_class: gvisor\n`;
  const npmrc = `//${new URL(npm.url).host}/:_authToken=${npmRegistry.token}\n`;
  await at.write({ ...shop(), "settings.yaml": base + mirrors, ".npmrc": npmrc });
  // The author's own home, whose credentials lock the packages.
  const author = { HOME: at.dir };

  const lacking = await at.tntc(["deploy", "--modules", "mirror"], { env: author });
  expect(lacking.stderr).toContain('has no Secret "npm-credentials", which modules.npmrcSecret of the settings names');
  expect(lacking.exitCode).toBe(4);
  const metadata = { name: "npm-credentials" };
  await apply([{ apiVersion: "v1", kind: "Secret", metadata, stringData: { ".npmrc": npmrc } }], at.namespace);
  await deployShop(at, "mirror", author);
  expect(await runShop(at)).toEqual(offer);
  const { stdout: planned } = await at.tntc(["plan", "--modules", "mirror", "--show", "manifests"], { env: author });
  const pods = await kubectl("-n", at.namespace, "get", "deployments,pods,configmaps", "-o", "json");
  expect(pods, "the sandbox").toContain('"runtimeClassName": "gvisor"');
  const logs = await kubectl("-n", at.namespace, "logs", "deployment/shop");
  expect(planned + pods + logs).not.toContain(npmRegistry.token);

  const open = [new URL(npm.url).host, new URL(jsr.url).host];
  const closed = [new URL(npmRegistry.url).host, "kubernetes.default.svc:443", `${internet.publicHosts[0]}:443`];
  expect(await reachOfPod(at, "shop", [...open, ...closed])).toEqual({
    ...Object.fromEntries(open.map((place) => [place, true])),
    ...Object.fromEntries(closed.map((place) => [place, false])),
  });
});
