import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { TentacularError } from "../errors.ts";
import type { Progress } from "../output/progress.ts";
import type { Builder } from "./builder.ts";

/** How to run a builder. */
export type RunBuilderOptions = { what: "build" | "push"; image: string; progress: Progress; signal?: AbortSignal };

const keptLines = 30;

/** Runs a builder to its end. What it says goes to `--debug`; on failure its last lines are in the error. */
export async function runBuilder(builder: Builder, args: readonly string[], options: RunBuilderOptions): Promise<void> {
  const { what, image, progress, signal } = options;
  progress.debug(`${builder} ${args.join(" ")}`);
  const child = spawn(builder, args, { stdio: ["ignore", "pipe", "pipe"], ...(signal ? { signal } : {}) });
  const last: string[] = [];
  const keep = (line: string) => {
    progress.debug(line);
    last.push(line);
    if (last.length > keptLines) last.shift();
  };
  createInterface(child.stdout).on("line", keep);
  createInterface(child.stderr).on("line", keep);
  const [code] = await once(child, "close");
  if (code === 0) return;
  const remedies = {
    build: "Read the lines above; the base image must be pullable from this machine",
    push: `Log in with ${builder} login, or check the registry; --plain-http is for a registry without TLS`,
  };
  throw new TentacularError(`${builder} could not ${what} "${image}":\n${last.join("\n")}`, {
    code: what === "build" ? "BUILD-FAILED" : "PUSH-FAILED",
    remedy: remedies[what],
    result: { builder, lines: last },
  });
}
