import { z } from "zod";
import type { Ground } from "../deploy/ground.ts";

/** How an engine's container ended before the one that runs now. */
export type EndedBefore = { /** -1 when none has ended. */ exitCode: number; errors: Line[] };

const line = z.object({ level: z.string(), event: z.string(), code: z.string(), msg: z.string() }).partial();
type Line = z.infer<typeof line>;

const terminated = z.object({ exitCode: z.number() });
const container = z.object({ lastState: z.object({ terminated: terminated.optional() }).default({}) });
const pod = z.object({
  metadata: z.object({ name: z.string() }),
  status: z.object({ containerStatuses: z.array(container).default([]) }),
});

/**
 * What the engine of the container before this one logged as errors, and its exit code. The kubelet keeps the log of
 * one container only, and may have removed it while the API still names it: then there is the next one's soon.
 */
export async function endedBefore({ cluster, namespace }: Ground, workflow: string): Promise<EndedBefore> {
  const selector = `app.kubernetes.io/name=${workflow},tentacular.dev/role=engine`;
  const listed = await cluster.kubectl("-n", namespace, "get", "pods", "-l", selector, "-o", "json");
  const [found] = z.object({ items: z.array(pod) }).parse(JSON.parse(listed)).items;
  const exitCode = found?.status.containerStatuses[0]?.lastState.terminated?.exitCode ?? -1;
  if (found === undefined || exitCode === -1) return { exitCode, errors: [] };
  const text = await cluster.log({ name: found.metadata.name, namespace }, { previous: true });
  const lines = text.split("\n").filter((each) => each.startsWith("{"));
  const errors = lines.map((each) => line.parse(JSON.parse(each))).filter(({ level }) => level === "error");
  return { exitCode, errors };
}
