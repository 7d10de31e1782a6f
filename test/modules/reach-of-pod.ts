import { randomBytes } from "node:crypto";
import { z } from "zod";
import { denoImage } from "../cluster/deno-image.ts";
import { denoPod } from "../cluster/deno-pod.ts";
import type { Ground } from "../deploy/ground.ts";

const labels = z.record(z.string(), z.string());
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
  const { kubectl, apply } = at.cluster;
  const template = ["-n", at.namespace, "get", "deployment", "-l", `app.kubernetes.io/name=${workflow}`];
  const found = await kubectl(...template, "-o", "jsonpath={.items[0].spec.template.metadata.labels}");
  const name = `reach-${randomBytes(3).toString("hex")}`;
  const pod = denoPod(await denoImage(at.cluster), name, tryAll(places), { labels: labels.parse(JSON.parse(found)) });
  await apply([pod], at.namespace);
  await kubectl("-n", at.namespace, "wait", "--for=jsonpath={.status.phase}=Succeeded", `pod/${name}`, "--timeout=90s");
  const said = await kubectl("-n", at.namespace, "logs", name);
  await kubectl("-n", at.namespace, "delete", "pod", name, "--wait=false");
  return reached.parse(JSON.parse(said));
}

function tryAll(places: readonly string[]): string {
  return `
const opens = async (place) => {
  const [hostname, port] = place.split(":");
  const connection = Deno.connect({ hostname, port: Number(port) }).then((c) => (c.close(), true), () => false);
  return Promise.race([connection, new Promise((resolve) => setTimeout(resolve, 4000, false))]);
};
const places = ${JSON.stringify(places)};
// The policy of a new pod is in force about a second after it has its address.
await new Promise((resolve) => setTimeout(resolve, 3000));
const found = await Promise.all(places.map(async (place) => [place, await opens(place)]));
console.log(JSON.stringify(Object.fromEntries(found)));
Deno.exit(0);`;
}
