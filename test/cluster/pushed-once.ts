import { join } from "node:path";
import { askRegistry } from "../../src/image/registry.ts";
import { lock } from "./lock.ts";
import { runFolder } from "./site.ts";

/** The image, pushed by `push` unless its registry has it; of several who ask at the same time one does the work. */
export async function pushedOnce(image: string, push: (image: string) => Promise<void>): Promise<string> {
  const isThere = async () => (await askRegistry(image, { plainHttp: true })).state === "found";
  if (await isThere()) return image;
  await lock(join(runFolder, `.push-${image.replace(/:[^:/]*$/, "").replaceAll(/\W+/g, "-")}.lock`), async () => {
    if (!(await isThere())) await push(image);
  });
  return image;
}
