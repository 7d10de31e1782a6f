import type { LoadedWorkflow } from "../wire/reading.ts";
import { childEnvironment } from "./child-environment.ts";
import { programUrl } from "./program-url.ts";

/** How a runner is started: what it may do, and how much memory its heap may take. */
export type RunnerOptions = Pick<LoadedWorkflow, "net"> & {
  /** The workflow's folder, as given and as resolved. */
  dirs: string[];
  /** MiB for the JavaScript heap. */
  heap: number;
  /** A folder that holds `socket` and `marks` until the runner has both. */
  meeting: string;
};

/** `tentacular` is for types; a value import of it finds an empty module. */
const importMap = { imports: { tentacular: "data:text/javascript,export{}" } };

/** The command of the runner process: only the permissions that the workflow's contract gives. */
export function runnerCommand({ net, dirs, heap, meeting }: RunnerOptions): Deno.Command {
  const socket = `${meeting}/socket`;
  const marks = `${meeting}/marks`;
  const args = [
    "run",
    "--no-prompt",
    "--no-config",
    "--no-npm",
    "--no-remote",
    "--no-lock",
    `--import-map=data:application/json,${encodeURIComponent(JSON.stringify(importMap))}`,
    `--allow-read=${[...dirs, socket].join(",")}`,
    `--allow-write=${socket},${marks}`,
    net === "all" ? "--allow-net" : `--allow-net=${[`unix:${socket}`, ...net].join(",")}`,
    `--v8-flags=--max-old-space-size=${heap},--max-semi-space-size=1`,
    programUrl("runner"),
    socket,
    marks,
  ];
  return new Deno.Command(Deno.execPath(), {
    args,
    clearEnv: true,
    env: childEnvironment(),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}
