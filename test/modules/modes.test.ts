import { expect, test } from "vitest";
import { moduleGround } from "../deploy/module-ground.ts";
import { deployShop } from "./deploy-shop.ts";
import { reachOfPod } from "./reach-of-pod.ts";
import { restartPods } from "./restart-pods.ts";
import { runShop } from "./run-shop.ts";
import { offer } from "./shop.ts";

test("packages of every kind come from the proxy alone, or with the code, which then outlives it, in the sandbox", async () => {
  await using at = await moduleGround({ runtimeClass: "gvisor" });
  const { npmRegistry, internet, kubectl } = at.cluster;
  const proxy = `esm-sh.${at.system.namespace}.svc.cluster.local:8080`;
  const others = [new URL(npmRegistry.url).host, "kubernetes.default.svc:443", `${internet.publicHosts[0]}:443`];
  const closed = Object.fromEntries(others.map((place) => [place, false]));

  await deployShop(at, "proxy");
  expect(await runShop(at)).toEqual(offer);
  expect(await reachOfPod(at, "shop", [proxy, ...others])).toEqual({ [proxy]: true, ...closed });

  const pod = ["get", "pods", "-l", "app.kubernetes.io/name=shop", "-o", "jsonpath={.items[0].spec.runtimeClassName}"];
  expect(await kubectl("-n", at.namespace, ...pod)).toBe("gvisor");

  await deployShop(at, "bundled");
  expect(await runShop(at)).toEqual(offer);
  expect(await reachOfPod(at, "shop", [proxy, ...others])).toEqual({ [proxy]: false, ...closed });

  expect((await at.system.helm(["uninstall", at.system.name, "--wait"])).exitCode).toBe(0);
  await restartPods(at, "shop");
  await kubectl("-n", at.namespace, "rollout", "status", "deployment/shop", "--timeout=90s");
  expect(await runShop(at)).toEqual(offer);
  const gone = await at.tntc(["deploy", "--modules", "proxy"]);
  expect(gone.stderr).toContain("MODULE-PROXY-MISSING");
  expect(gone.exitCode).toBe(4);
});
