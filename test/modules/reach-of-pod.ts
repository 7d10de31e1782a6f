import { randomBytes } from "node:crypto";
import { z } from "zod";
import { denoImage } from "../cluster/deno-image.ts";
import { denoPod } from "../cluster/deno-pod.ts";
import { opens } from "../cluster/opens.ts";
import type { Ground } from "../deploy/ground.ts";

const metadata = z.object({ labels: z.record(z.string(), z.string()) });
const deployment = z.object({ spec: z.object({ template: z.object({ metadata }) }) });
const deployments = z.object({ items: z.array(deployment) });
const reached = z.record(z.string(), z.boolean());

/**
 * Which addresses a pod with a workflow's labels gets through to: a pod of ours, because the workflow's own would
 * already be kept from trying by Deno.
 */
export async function reachOfPod(
  at: Ground,
  workflow: string,
  places: readonly string[],
): Promise<Record<string, boolean>> {
  const { cluster, namespace } = at;
  const asked = ["-n", namespace, "get", "deployment", "-l", `app.kubernetes.io/name=${workflow}`, "-o", "json"];
  const [found] = deployments.parse(JSON.parse(await cluster.kubectl(...asked))).items;
  const name = `reach-${randomBytes(3).toString("hex")}`;
  const labels = found?.spec.template.metadata.labels ?? {};
  await cluster.apply([denoPod(await denoImage(cluster), name, tryAll(places), { labels })], namespace);
  const { said } = await cluster.ended({ name, namespace });
  await cluster.remove("pods", { name, namespace });
  return reached.parse(JSON.parse(said));
}

function tryAll(places: readonly string[]): string {
  return `${opens}
const places = ${JSON.stringify(places)};
// The policy of a new pod is in force about a second after it has its address.
await new Promise((resolve) => setTimeout(resolve, 3000));
const found = await Promise.all(places.map(async (place) => [place, await opens(place)]));
console.log(JSON.stringify(Object.fromEntries(found)));
Deno.exit(0);`;
}
