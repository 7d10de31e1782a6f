import type { LoadedWorkflow } from "./load-workflow.ts";

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

/** Settings that Deno itself reads when it starts; nothing else of our environment reaches the runner. */
const passed = [
  "DENO_DIR",
  "HOME",
  "TMPDIR",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "DENO_CERT",
  "DENO_TLS_CA_STORE",
];

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
    new URL(import.meta.url.endsWith(".ts") ? "../runner/main.ts" : "./runner.js", import.meta.url).href,
    socket,
    marks,
  ];
  return new Deno.Command(Deno.execPath(), {
    args,
    clearEnv: true,
    env: environment(),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

function environment(): Record<string, string> {
  const kept = passed.flatMap((name): [string, string][] => {
    const value = Deno.env.get(name) ?? Deno.env.get(name.toLowerCase());
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(kept), NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", DENO_NO_PACKAGE_JSON: "1" };
}
