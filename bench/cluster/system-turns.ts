import { systemRelease } from "../../test/charts/system-release.ts";
import { cluster } from "../../test/cluster/fixture.ts";
import { moduleProxyImage } from "../../test/module-proxy/image.ts";
import { turnsWithin } from "../turns-within.ts";

/** Milliseconds from `helm install` of the system chart to all Ready, each time a new release, with the image present. */
export async function systemTurns(limits: { turns: number; ms: number }): Promise<number[]> {
  const shared = await cluster();
  const image = await moduleProxyImage(shared);
  const times: number[] = [];
  const install = async () => {
    await using system = await systemRelease(shared);
    await using workflows = await shared.namespace();
    const began = performance.now();
    const values = {
      global: { workflowNamespaces: [workflows.name] },
      moduleProxy: { image },
      policies: { enforce: true },
    };
    const installed = await system.upgrade(values);
    if (installed.exitCode !== 0) throw new Error(installed.stderr);
    times.push(performance.now() - began);
  };
  // The first turn brings the image to the node.
  await install();
  times.pop();
  await turnsWithin(limits, install);
  return times;
}
