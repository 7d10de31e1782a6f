import { cp, mkdtemp, readdir, rm, stat, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TentacularError } from "../errors.ts";
import { packageRoot } from "../package-root.ts";

/** A folder with a Dockerfile and what it copies; disposed of after use. */
export type BuildContext = AsyncDisposable & { dir: string };

const epoch = new Date(0);

/** Lays out the engine for a build, with all times at zero, so that the same engine gives the same layer. */
export async function buildContext(): Promise<BuildContext> {
  const root = packageRoot();
  const engine = join(root, "dist/engine");
  if (!(await stat(join(engine, "supervisor.js")).catch(() => undefined))) throw engineMissing(engine);
  const dir = await mkdtemp(join(tmpdir(), "tntc-image-"));
  await cp(join(root, "engine/Dockerfile"), join(dir, "Dockerfile"));
  await cp(engine, join(dir, "engine"), { recursive: true, filter: (path) => !path.endsWith(".map") });
  await Promise.all((await readdir(dir, { recursive: true })).map((path) => utimes(join(dir, path), epoch, epoch)));
  return { dir, [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }) };
}

function engineMissing(engine: string): TentacularError {
  return new TentacularError(`The engine is not built: "${engine}" has no supervisor.js`, {
    code: "ENGINE-MISSING",
    exit: "preflight",
    remedy: "In a checkout run make setup; elsewhere install tentacular again",
  });
}
