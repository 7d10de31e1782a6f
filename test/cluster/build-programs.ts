import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Progress } from "../../src/output/progress.ts";
import { cachedFile, isCached } from "./cached-file.ts";
import { lock } from "./lock.ts";
import { patchedSources } from "./patched-sources.ts";
import { type Program, type ProgramName, programs } from "./programs.ts";
import { requireGo } from "./require-go.ts";
import { run } from "./run.ts";
import { cacheFolder } from "./site.ts";

const partsFolder = join(import.meta.dirname, "parts");

/** Builds what is not yet in the cache and returns the path of every program asked for. */
export async function buildPrograms(
  names: readonly ProgramName[],
  progress: Progress,
): Promise<Map<ProgramName, string>> {
  const paths = new Map<ProgramName, string>();
  for (const name of buildOrder(names)) paths.set(name, await programPath(name));
  if ((await absent(paths)).length === 0) return paths;
  await requireGo();
  await lock(
    join(cacheFolder(), "build.lock"),
    async () => {
      const todo = await absent(paths);
      if (todo.length > 6) progress.warn("First build of Kubernetes: about 15 minutes on two cores, then cached");
      for (const [index, [name, path]] of todo.entries()) {
        const what = `${name} (${index + 1} of ${todo.length})`;
        progress.step(`building ${what}`);
        const seconds = await watched(build(name, path), (passed) =>
          progress.step(`still building ${what}: ${passed} s`),
        );
        progress.done(`built ${name} in ${seconds.toFixed(0)} s`);
      }
    },
    () => progress.step("waiting for another build of the cluster's programs"),
  );
  return paths;
}

/** Says how long it has taken every half minute. */
async function watched<T>(work: Promise<T>, say: (seconds: number) => void): Promise<T> {
  const begun = performance.now();
  const timer = setInterval(() => say(Math.round((performance.now() - begun) / 1000)), 30_000);
  return work.finally(() => clearInterval(timer));
}

function buildOrder(names: readonly ProgramName[]): ProgramName[] {
  const wanted = new Set<string>(names);
  return Object.keys(programs).filter((name): name is ProgramName => wanted.has(name));
}

async function absent(paths: Map<ProgramName, string>): Promise<[ProgramName, string][]> {
  const entries = await Promise.all([...paths].map(async (entry) => ((await isCached(entry[1])) ? undefined : entry)));
  return entries.filter((entry) => entry !== undefined);
}

/** Where a program is, once built: the content that it is made of decides its name in the cache. */
export async function programPath(name: ProgramName): Promise<string> {
  const program: Program = programs[name];
  const folder = join(partsFolder, program.module);
  const files = ["go.mod", "go.sum", ...(program.package.startsWith("./") ? await sources(folder, program) : [])];
  const hash = createHash("sha256").update(JSON.stringify([program, goEnvironment(program), process.arch]));
  for (const file of files) hash.update(file).update(await readFile(join(folder, file)));
  return join(cacheFolder(), "programs", `${name}-${hash.digest("hex").slice(0, 16)}`);
}

async function sources(folder: string, program: Program): Promise<string[]> {
  const names = await readdir(join(folder, program.package));
  return names.sort().map((name) => join(program.package, name));
}

async function build(name: ProgramName, path: string): Promise<number> {
  const program: Program = programs[name];
  const begun = performance.now();
  const stamps = Object.entries(program.stamp ?? {}).map(([variable, value]) => `-X ${variable}=${value}`);
  const flags = ["-ldflags", ["-s", "-w", ...stamps].join(" "), "-tags", program.tags ?? ""];
  const module = join(partsFolder, program.module);
  const env = { ...process.env, ...goEnvironment(program) };
  await cachedFile(path, async (temporary) => {
    const command = (mode: string) => ["go", "build", mode, ...flags, "-o", temporary, program.package];
    if (!program.patch) return void (await run(command("-mod=readonly"), { cwd: module, env }));
    await using patched = await patchedSources(module, { patch: program.patch, env, beside: temporary });
    await run(command("-mod=vendor"), { cwd: patched.folder, env });
  });
  return (performance.now() - begun) / 1000;
}

/** All that shapes the result, so that the user's own Go settings do not; where modules come from stays the user's. */
function goEnvironment(program: Program): Record<string, string> {
  return {
    GOFLAGS: "-trimpath -buildvcs=false",
    GOWORK: "off",
    GO111MODULE: "on",
    GOTOOLCHAIN: "local",
    GOEXPERIMENT: "",
    GOOS: "linux",
    GOARCH: process.arch === "x64" ? "amd64" : process.arch,
    CGO_ENABLED: program.tags ? "1" : "0",
  };
}
