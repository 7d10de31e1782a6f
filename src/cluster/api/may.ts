import { z } from "zod";
import type { Kube } from "./kube.ts";

/** A verb on a resource in the namespace; `subresource` e.g. "proxy", `name` to ask of one object only. */
export type Deed = { group: string; resource: string; verb: string; subresource?: string; name?: string };

const review = z.object({ status: z.object({ allowed: z.boolean() }) });

/**
 * Asks the API server whether this user may do it in a namespace. Who may not even ask is left to the answer that the
 * deed itself gets.
 */
export async function may(kube: Kube, deed: Deed, namespace = kube.namespace): Promise<boolean> {
  const answer = await kube.send({
    method: "POST",
    path: "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
    body: JSON.stringify({
      apiVersion: "authorization.k8s.io/v1",
      kind: "SelfSubjectAccessReview",
      spec: { resourceAttributes: { ...deed, namespace } },
    }),
  });
  return answer.status >= 400 || review.parse(JSON.parse(answer.body)).status.allowed;
}
