import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { packageRoot } from "../../src/package-root.ts";
import { type Ran, run } from "../cli/tntc.ts";
import type { Cluster } from "../cluster/fixture.ts";
import type { HelmVersion } from "../cluster/helm-binary.ts";

/** The folder of the system chart. */
export const systemChart = join(packageRoot(), "charts/tentacular-system");

/** A release of the system chart in a namespace of its own; both go when it is disposed of. */
export type SystemRelease = AsyncDisposable & {
  name: string;
  namespace: string;
  /** Runs Helm on the release's namespace. */
  helm(args: string[]): Promise<Ran>;
  /** Installs it, or changes it. */
  upgrade(values: object, chart?: string): Promise<Ran>;
};

/** Prepares a release: nothing is installed before `upgrade`. Its objects of the cluster go by its name, so tests may overlap. */
export async function systemRelease(cluster: Cluster, helmVersion: HelmVersion = "4.2.3"): Promise<SystemRelease> {
  const home = await cluster.namespace();
  const program = await cluster.helm(helmVersion);
  const name = `sys-${randomBytes(3).toString("hex")}`;
  const env = { KUBECONFIG: cluster.kubeconfig, HELM_NO_PLUGINS: "1" };
  const helm = (args: string[], input?: string) =>
    run([program, "--namespace", home.name, ...args], {
      env,
      timeout: 120_000,
      ...(input === undefined ? {} : { input }),
    });
  return {
    name,
    namespace: home.name,
    helm,
    upgrade: (values, chart = systemChart) =>
      helm(["upgrade", "--install", name, chart, "--wait", "--timeout=100s", "--values=-"], JSON.stringify(values)),
    async [Symbol.asyncDispose]() {
      await helm(["uninstall", name, "--ignore-not-found"]);
      await home[Symbol.asyncDispose]();
    },
  };
}
