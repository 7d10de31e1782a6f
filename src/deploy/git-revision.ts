import { execFile } from "node:child_process";

/** The commit that a folder is at, e.g. `1a2b3c4d5e6f` or `1a2b3c4d5e6f-dirty`; undefined outside of git. */
export function gitRevision(dir: string): Promise<string | undefined> {
  const args = ["-C", dir, "describe", "--always", "--abbrev=12", "--dirty", "--exclude=*"];
  return new Promise((resolve) => {
    execFile("git", args, { timeout: 2000 }, (error, stdout) =>
      resolve(error ? undefined : stdout.trim() || undefined),
    );
  });
}
