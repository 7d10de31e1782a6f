import { join } from "node:path";
import { packageRoot } from "../../src/package-root.ts";
import { cachedFolder } from "../cluster/cached-folder.ts";
import { runScratch } from "../run-scratch.ts";
import { frozenCopy } from "./frozen-copy.ts";
import { pack } from "./pack.ts";

/** What `make package` makes, and a copy of the sources that it was made of. Others read it too: nobody writes there. */
export type Packed = { folder: string; sources: string };

/** The pack of this test run, made by whoever asks first: it takes long. */
export async function packed(): Promise<Packed> {
  const path = await cachedFolder(join(runScratch(), "packed"), async (folder) => {
    const { folder: out, sources: root } = inside(folder);
    frozenCopy(packageRoot(), root);
    await pack({ root, out, cwd: root });
  });
  return inside(path);
}

function inside(path: string): Packed {
  return { folder: join(path, "out"), sources: join(path, "sources") };
}
