import { importFlags } from "../modules/import-flags.ts";
import type { ModuleSources } from "../modules/module-sources.ts";
import { registries } from "../modules/registries.ts";
import type { LoadedWorkflow } from "../wire/reading.ts";
import { childEnvironment } from "./child-environment.ts";
import { programUrl } from "./program-url.ts";

/** How a runner is started: what it may do, and how much memory its heap may take. */
export type RunnerOptions = Pick<LoadedWorkflow, "net" | "imports"> & {
  sources: ModuleSources;
  /** The workflow's folder, as given and as resolved. */
  dirs: string[];
  /** MiB for the JavaScript heap. */
  heap: number;
  /** A folder that holds `socket`, `marks` and `import_map.json` until the runner has them. */
  meeting: string;
};

/** The command of the runner process: only the permissions that the workflow's contract gives. */
export function runnerCommand({ net, imports, sources, dirs, heap, meeting }: RunnerOptions): Deno.Command {
  const socket = `${meeting}/socket`;
  const marks = `${meeting}/marks`;
  const env = childEnvironment();
  const proxied = "HTTP_PROXY" in env || "HTTPS_PROXY" in env;
  const args = [
    "run",
    "--quiet",
    "--no-prompt",
    "--no-code-cache",
    "--no-config",
    ...importFlags(imports, sources),
    // Another process has fetched what there is: even a question that is refused would tell a server something.
    ...(!imports.open && sources.any ? ["--cached-only"] : []),
    `--import-map=${meeting}/import_map.json`,
    `--allow-read=${[...dirs, socket].join(",")}`,
    // Until it has both, then nothing: a run would find what another has left, and the engine's own files are there too.
    `--allow-write=${socket},${marks}`,
    net === "all" ? "--allow-net" : `--allow-net=${[`unix:${socket}`, ...net].join(",")}`,
    `--v8-flags=--max-old-space-size=${heap},--max-semi-space-size=1,--expose-gc`,
    programUrl("runner"),
    socket,
    marks,
    proxied ? "proxied" : "direct",
  ];
  return new Deno.Command(Deno.execPath(), {
    args,
    clearEnv: true,
    env: { ...env, ...registries(sources) },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}
