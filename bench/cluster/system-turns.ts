import { systemRelease } from "../../test/charts/system-release.ts";
import { cluster } from "../../test/cluster/fixture.ts";
import { moduleProxyImage } from "../../test/module-proxy/image.ts";

/** Milliseconds from `helm install` of the system chart to all Ready, each time a new release, with the image present. */
export async function systemTurns(turns: number): Promise<number[]> {
  const shared = await cluster();
  const image = await moduleProxyImage(shared);
  const times: number[] = [];
  // The first turn brings the image to the node.
  for (let turn = 0; turn <= turns; turn++) {
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
    if (turn > 0) times.push(performance.now() - began);
  }
  return times;
}
