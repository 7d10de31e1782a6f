import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Kube } from "../../src/cluster/api/kube.ts";

const schema = z.object({
  status: z.object({
    phase: z.string().default("Pending"),
    podIP: z.string().default(""),
    conditions: z.array(z.object({ type: z.string(), status: z.string() })).default([]),
  }),
});
type Status = z.infer<typeof schema>["status"];

/** As kubectl waits on a machine under load. */
const patience = 120_000;

/** The status of the pod at `path`, as soon as it `is` as awaited. @throws if it fails, or never is */
export async function podUntil(kube: Kube, path: string, is: (status: Status) => boolean): Promise<Status> {
  const deadline = Date.now() + patience;
  for (;;) {
    const status = (await kube.get(path, schema))?.status;
    if (status && is(status)) return status;
    if (status?.phase === "Failed" || Date.now() > deadline)
      throw new Error(`The pod at ${path} is not as awaited: ${JSON.stringify(status)}`);
    await sleep(100);
  }
}
