import { z } from "zod";
import type { Ground } from "../deploy/ground.ts";

const result = z.object({ outputs: z.object({ offer: z.record(z.string(), z.unknown()) }) });

/** Runs the deployed shop, and returns what its node answered. */
export async function runShop(at: Ground): Promise<Record<string, unknown>> {
  const { exitCode, stdout, stderr } = await at.tntc(["run", "shop", "--input", '{"name":"Ada"}']);
  if (exitCode !== 0) throw new Error(stderr);
  return result.parse(JSON.parse(stdout)).outputs.offer;
}
