import { spawn } from "node:child_process";
import { mkdir, open, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { TentacularError } from "../../src/errors.ts";
import { applyObjects } from "./apply-objects.ts";
import { processCgroup } from "./cgroups.ts";
import { kubeOf } from "./kube-of.ts";
import { inNamespace } from "./network.ts";
import type { Part } from "./part.ts";
import { alive, type Identity, identify } from "./processes.ts";
import type { Site } from "./site.ts";

const patience = 90_000;

/** Starts one part and returns when it is ready. */
export async function startPart(site: Site, part: Part): Promise<void> {
  await writeFiles(site, part.files?.(site) ?? {});
  await part.prepare?.(site);
  const identity = part.command && (await launch(site, part, await part.command(site)));
  await part.start?.(site);
  const objects = part.objects?.(site) ?? [];
  if (objects.length > 0) await applyObjects(await kubeOf(site), objects, "default");
  await untilReady(site, part, identity);
}

async function writeFiles(site: Site, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(site.file(path)), { recursive: true });
    await writeFile(site.file(path), text);
  }
}

/** The process outlives us; its number is on disk before anything waits for it. */
async function launch(site: Site, { name, onMachine }: Part, command: readonly string[]): Promise<Identity> {
  const log = await open(site.file(`logs/${name}.log`), "a");
  const enter = `echo $$ > "${await processCgroup(site)}/cgroup.procs" && exec "$@"`;
  const child = spawn("sh", ["-c", enter, "sh", ...(onMachine ? command : inNamespace(site, command))], {
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
    cwd: site.dir,
    env: {
      ...(onMachine && process.env),
      PATH: `${site.file("bin")}:${process.env["PATH"]}`,
      HOME: site.dir,
      TMPDIR: site.file("tmp"),
      // Memory is plenty beside a few pods; collecting garbage a fourth as often costs a cluster a tenth less of the processor.
      GOGC: "400",
      // One thread at a time: looking on other processors for work costs an idle cluster half of what it takes.
      GOMAXPROCS: "1",
    },
  });
  child.unref();
  await log.close();
  const identity = child.pid === undefined ? undefined : await identify(child.pid);
  if (!identity) throw ended(site, name, await logEnd(site, name));
  await writeFile(join(site.run, "pids", name), JSON.stringify(identity));
  return identity;
}

async function untilReady(site: Site, part: Part, identity: Identity | undefined): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await part.ready(site))) {
    if (identity && !(await alive(identity))) throw ended(site, part.name, await logEnd(site, part.name));
    if (Date.now() > deadline) throw notReady(site, part.name, await logEnd(site, part.name));
    await sleep(50);
  }
}

async function logEnd(site: Site, name: string): Promise<string> {
  const text = await readFile(site.file(`logs/${name}.log`), "utf8").catch(() => "");
  return text.trimEnd().split("\n").slice(-12).join("\n");
}

function ended(site: Site, name: string, log: string): TentacularError {
  return new TentacularError(`Part "${name}" of cluster "${site.name}" ended:\n${log}`, {
    code: "PART-ENDED",
    remedy: "Read the end of its log above",
  });
}

function notReady(site: Site, name: string, log: string): TentacularError {
  return new TentacularError(
    `Part "${name}" of cluster "${site.name}" was not ready in ${patience / 1000} s:\n${log}`,
    {
      code: "PART-NOT-READY",
      exit: "timeout",
      remedy: "Read the end of its log above; a machine under heavy load may need a second try",
    },
  );
}
