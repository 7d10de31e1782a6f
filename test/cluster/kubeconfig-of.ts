import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Kube } from "../../src/cluster/api/kube.ts";
import { pathsIn } from "../../src/cluster/api/paths.ts";
import type { Named } from "./named.ts";
import type { Site } from "./site.ts";

const known = z.looseObject({
  contexts: z.array(z.looseObject({ context: z.looseObject({ user: z.string() }) })),
});
const issued = z.object({ status: z.object({ token: z.string() }) });

/** The text of a kubeconfig for a service account, with a token that is new. */
export async function kubeconfigOf(site: Site, kube: Kube, { name, namespace }: Named): Promise<string> {
  const path = `${pathsIn(namespace).serviceaccounts.one(name)}/token`;
  const body = JSON.stringify({ apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest", spec: {} });
  const request = { method: "POST", path, body } as const;
  const answer = await kube.send(request);
  if (answer.status >= 400) throw kube.refusal(request, answer);
  const { token } = issued.parse(JSON.parse(answer.body)).status;
  const config = known.parse(JSON.parse(await readFile(site.kubeconfig, "utf8")));
  const contexts = config.contexts.map((each) => ({ ...each, context: { ...each.context, user: name } }));
  return JSON.stringify({ ...config, contexts, users: [{ name, user: { token } }] });
}
