import { cp } from "node:fs/promises";
import { registrySeed } from "./registry-seed.ts";
import { writeRegistryFiles } from "./write-registry-files.ts";

/** Fills the folder of a registry before it starts. */
export async function plantRegistry(folder: string): Promise<void> {
  await cp(await registrySeed(), folder, { recursive: true });
  await writeRegistryFiles(folder);
}
