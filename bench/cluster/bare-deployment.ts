import { z } from "zod";
import type { Kube } from "../../src/cluster/api/kube.ts";
import { pathsIn } from "../../src/cluster/api/paths.ts";

const name = "bare";
const labels = { app: name };
const server = 'Deno.serve({ hostname: "0.0.0.0", port: 8080 }, () => new Response("ok"));';

const deployment = z.object({
  spec: z.looseObject({
    template: z.object({ spec: z.looseObject({ containers: z.tuple([z.looseObject({})]) }) }),
  }),
});

/**
 * The yardstick of a pod's start: the Deployment of a workflow with a bare Deno server in the engine's place. Image,
 * sandbox, limits, volumes and probes are the same. It has no pods yet.
 *
 * @returns its name
 */
export async function bareDeployment(kube: Kube, workflow: string): Promise<string> {
  const { deployments } = pathsIn(kube.namespace);
  const found = await kube.get(deployments.one(workflow), deployment);
  if (found === undefined) throw new Error(`There is no Deployment "${workflow}"`);
  const { spec } = found.spec.template;
  const [engine] = spec.containers;
  const containers = [{ ...engine, command: ["deno", "eval", "--no-lock", server], args: [] }];
  await kube.create(deployments.many(), {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name },
    spec: {
      replicas: 0,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { ...spec, containers } },
    },
  });
  return name;
}
