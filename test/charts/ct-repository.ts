import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../../src/package-root.ts";
import { type Ran, run as runPlain } from "../cli/tntc.ts";
import { run } from "../cluster/run.ts";
import { chartTools } from "./chart-tools.ts";
import { charts } from "./charts.ts";
import { pythonTools } from "./python-tools.ts";

/** A git repository with our charts on branch `main` of its remote, and ct in it. */
export type CtRepository = {
  folder: string;
  /** Changes a file of the work tree. */
  edit(path: string, change: (text: string) => string): Promise<void>;
  /** Commits all, on branch `change`. */
  commit(): Promise<void>;
  /** Makes of what is committed what the remote's `main` has. */
  release(): Promise<void>;
  ct(args: string[], env?: Record<string, string>): Promise<Ran>;
};

/** Makes such a repository in an empty folder. */
export async function ctRepository(work: string): Promise<CtRepository> {
  const [folder, origin, bin] = [join(work, "repository"), join(work, "origin.git"), join(work, "bin")];
  await chartTools(bin);
  const path = [bin, await pythonTools(), "/usr/bin", "/bin"].join(":");
  for (const name of ["charts", ".ct", "ct.yaml"]) {
    await cp(join(packageRoot(), name), join(folder, name), { recursive: true });
  }
  const home = { HOME: work, HELM_CACHE_HOME: join(work, "helm"), PATH: path, GIT_CONFIG_NOSYSTEM: "1" };
  const git = (...args: string[]) =>
    run(["git", "-c", "user.name=ct", "-c", "user.email=ct@example.com", ...args], { cwd: folder, env: home });
  await mkdir(work, { recursive: true });
  await run(["git", "init", "-q", "--bare", "-b", "main", origin], { env: home });
  await git("init", "-q", "-b", "main");
  await git("remote", "add", "origin", origin);
  const commit = async (message: string) => {
    await git("add", "-A");
    await git("commit", "-q", "-m", message);
  };
  await commit("before");
  await git("push", "-q", "origin", "main");
  await git("switch", "-q", "-c", "change");
  return {
    folder,
    edit: async (file, change) => {
      const at = join(folder, file);
      await writeFile(at, change(await readFile(at, "utf8")));
    },
    commit: () => commit("after"),
    release: async () => {
      await git("push", "-q", "--force", "origin", "HEAD:main");
      await git("fetch", "-q", "origin");
    },
    ct: (args, env = {}) =>
      runPlain([join(bin, "ct"), ...args], { cwd: folder, env: { ...home, ...env }, timeout: 900_000 }),
  };
}

/** The charts that ct says it has processed. */
export function processed({ stdout }: Ran): string[] {
  return charts.filter((chart) => stdout.includes(` ✔︎ ${chart} => `));
}
