import { z } from "zod";
import { isCidr } from "../workflow/is-cidr.ts";

const cidrs = z.array(z.string().refine(isCidr));

/** What is true of the cluster's network and cannot be read from it; most clusters need none of it. */
export const networkSettings = z.strictObject({
  /** Where a control plane outside of the nodes calls from, for `tntc run`. */
  apiServerCIDRs: cidrs.optional(),
  /** What the platform closes to workflows, for plans that are made without the cluster; a deploy reads it there. */
  closedCIDRs: cidrs.optional(),
  /** The cluster's DNS, where it is not pods `k8s-app: kube-dns` of kube-system on port 53. */
  dns: z
    .strictObject({
      namespace: z.string().optional(),
      podSelector: z.record(z.string(), z.string()).optional(),
      port: z.int().min(1).max(65_535).optional(),
      /** E.g. of a DNS cache on each node. */
      cidrs: cidrs.optional(),
    })
    .optional(),
});
