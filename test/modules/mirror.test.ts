import { expect, test } from "vitest";
import { ground } from "../deploy/ground.ts";
import { startJsr } from "../jsr/start-jsr.ts";
import { deployShop } from "./deploy-shop.ts";
import { openMirror } from "./open-mirror.ts";
import { reachOfPod } from "./reach-of-pod.ts";
import { runShop } from "./run-shop.ts";
import { offer } from "./shop.ts";

test("packages of every kind come from plain mirrors of npm and JSR, and the pod reaches nothing else", async () => {
  await using at = await ground();
  const { npmRegistry, internet } = at.cluster;
  await using npm = await openMirror(npmRegistry);
  await using jsr = await startJsr(new URL(npmRegistry.url).hostname);
  const mirrors = `modules:\n  npm: ${npm.url}\n  jsr: ${jsr.url}\n`;
  const base = `image: ${at.image}\nplain_http: true\nsystem_namespace: no-such-system\nruntime_class: ""\n`;
  await at.write({ "settings.yaml": base + mirrors });
  await deployShop(at, "mirror");
  expect(await runShop(at)).toEqual(offer);
  const open = [new URL(npm.url).host, new URL(jsr.url).host];
  const closed = [new URL(npmRegistry.url).host, "kubernetes.default.svc:443", `${internet.publicHosts[0]}:443`];
  expect(await reachOfPod(at, "shop", [...open, ...closed])).toEqual({
    ...Object.fromEntries(open.map((place) => [place, true])),
    ...Object.fromEntries(closed.map((place) => [place, false])),
  });
});
