import type { Ground } from "../deploy/ground.ts";
import { shop } from "./shop.ts";

/** Deploys the shop, its packages brought in this way. */
export async function deployShop(
  at: Ground,
  mode: "proxy" | "bundled" | "mirror",
  env: Record<string, string> = {},
): Promise<void> {
  await at.write(shop());
  const { exitCode, stderr } = await at.tntc(["deploy", "--modules", mode], { env });
  if (exitCode !== 0) throw new Error(`tntc deploy ended with ${exitCode}:\n${stderr}`);
}
