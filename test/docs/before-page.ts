import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cluster } from "../cluster/fixture.ts";
import { engineImage } from "../deploy/engine-image.ts";
import { moduleGround } from "../deploy/module-ground.ts";
import { pricing } from "../deploy/pricing.ts";

/** Where the reader of a page stands, and how what was prepared goes again. */
export type BeforePage = { folder: string; forget: () => Promise<void> };

/** What a reader has done before the first block of a page: README begins with nothing, the others come after it. */
export async function beforePage(page: string, home: string, here: Cluster): Promise<BeforePage> {
  const nothing = { folder: home, forget: async () => {} };
  if (page === "README.md") return nothing;
  const built = `image: ${await engineImage(here)}\nplain_http: true\n`;
  if (page !== "docs/workflow.md") return settled(home, built, nothing);
  // This page speaks of a workflow with packages, on a cluster that has a module proxy.
  const at = await moduleGround();
  await at.write(pricing());
  const forget = async () => at[Symbol.asyncDispose]();
  return settled(home, `${built}system_namespace: ${at.system.namespace}\n`, { folder: at.dir, forget });
}

function settled(home: string, settings: string, before: BeforePage): BeforePage {
  mkdirSync(join(home, ".tentacular"));
  writeFileSync(join(home, ".tentacular/config.yaml"), settings);
  return before;
}
