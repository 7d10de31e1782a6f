import { z } from "zod";

/** A Lease object as read from the cluster. */
export const leaseSchema = z.object({
  metadata: z.object({ uid: z.string(), resourceVersion: z.string() }),
  spec: z
    .object({
      holderIdentity: z.string().nullish(),
      leaseDurationSeconds: z.number().nullish(),
      acquireTime: z.string().nullish(),
      renewTime: z.string().nullish(),
    })
    .default({}),
});

/** Who holds a lease, in our words. Times are the API server's, ISO 8601. */
export type LeaseState = {
  uid: string;
  resourceVersion: string;
  holder: string;
  since: string;
  renewedAt: string;
  durationSeconds: number;
};

/** A lease that says nothing of its times counts as long expired. */
export function leaseState({ metadata, spec }: z.infer<typeof leaseSchema>): LeaseState {
  const epoch = new Date(0).toISOString();
  return {
    ...metadata,
    holder: spec.holderIdentity ?? "",
    since: spec.acquireTime ?? epoch,
    renewedAt: spec.renewTime ?? epoch,
    durationSeconds: spec.leaseDurationSeconds ?? 0,
  };
}
