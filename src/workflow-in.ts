import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const said = z.object({ name: z.string(), deployment: z.object({ namespace: z.string().optional() }).optional() });

/** What a folder's workflow says of its name and place, also while it is being edited and not valid as a whole. */
export async function workflowIn(dir: string): Promise<z.infer<typeof said> | undefined> {
  try {
    return said.safeParse(parse(await readFile(join(dir, "workflow.yaml"), "utf8"), { logLevel: "silent" })).data;
  } catch {
    return undefined;
  }
}
