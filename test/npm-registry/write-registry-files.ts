import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../cluster/run.ts";
import { verdaccioFiles } from "./verdaccio-files.ts";

/** Writes the files of a registry whose packages come from where npm on this machine gets its own. */
export async function writeRegistryFiles(folder: string): Promise<void> {
  const uplink = (await run(["npm", "config", "get", "registry"])).trim();
  for (const [name, text] of Object.entries(verdaccioFiles(uplink))) await writeFile(join(folder, name), text);
}
