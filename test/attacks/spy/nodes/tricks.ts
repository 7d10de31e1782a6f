import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { open } from "node:inspector";
import { createRequire } from "node:module";
import { env, kill } from "node:process";
import { DatabaseSync } from "node:sqlite";
import { Worker as NodeWorker } from "node:worker_threads";

/** The supervisor is the first process of the container. */
const supervisor = "/proc/1";
/** A secret of the workflow's Secret that its contract does not name. */
const file = "/app/secrets/bank";
const url = `file://${file}`;

/** No reader of imports sees what is compiled later. */
const load: (specifier: string, type?: string) => Promise<{ default: unknown }> = new Function(
  "specifier",
  "type",
  "return import(specifier, type ? { with: { type } } : {})",
) as typeof load;

const literal = `import secret from "${url}" with { type: "text" };`;
const module = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;
const blob = (code: string) => URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
const exported = `${literal} export default secret;`;
const posted = `${literal} postMessage(secret);`;

const tricks: Record<string, () => unknown> = {
  "the supervisor's memory": () => memoryOf(supervisor),
  "the supervisor's environment": () => Deno.readTextFileSync(`${supervisor}/environ`),
  "the supervisor's command line": () => readFileSync(`${supervisor}/cmdline`, "utf8"),
  "the supervisor's open files": () => [...Deno.readDirSync(`${supervisor}/fd`)].length,
  "files through the supervisor's root": () => Deno.readTextFileSync(`${supervisor}/root${file}`),
  "its own process in /proc": () => Deno.readTextFileSync("/proc/self/status"),
  "the file of a secret": () => Deno.readTextFileSync(file),
  "the same through node:fs": () => readFileSync(file, "utf8"),
  "the same by require": () => createRequire("/app/workflow/x.cjs")(`${file}.json`),
  "the same by an import as text": () => load(url, "text").then((found) => found.default),
  "the same by an import as JSON": () => load(`${url}.json`, "json").then((found) => JSON.stringify(found.default)),
  "the same by a literal import in a data: module": () => load(module(exported)).then((found) => found.default),
  "the same by a literal import in a blob: module": () => load(blob(exported)).then((found) => found.default),
  "the same by a literal import in a Worker": () => saidBy(new Worker(module(posted), { type: "module" })),
  "the same in a Worker of Node": () =>
    new Promise((resolve, reject) => {
      new NodeWorker(new URL(module(posted))).on("message", resolve).on("error", reject);
    }),
  "the engine's program": () => Deno.readTextFileSync("/app/engine/supervisor.js"),
  "the files of the machine": () => Deno.readTextFileSync("/etc/passwd"),
  "the environment": () => JSON.stringify(Deno.env.toObject()),
  "the same through node:process": () => JSON.stringify({ ...env }),
  "starting a program": () => new Deno.Command(Deno.execPath(), { args: ["--version"] }).outputSync().code,
  "the same through node:child_process": () => {
    const { error, status } = spawnSync(Deno.execPath(), ["--version"], { env: {} });
    if (error) throw error;
    return status;
  },
  "loading a library": () => Deno.dlopen("libc.so.6", { getpid: { parameters: [], result: "i32" } }).symbols.getpid(),
  "a signal to the supervisor": () => Deno.kill(1, "SIGURG"),
  "the same through node:process, as a signal": () => kill(1, "SIGURG"),
  "a debugger": () => typeof open(0),
  "writing to /tmp": () => Deno.writeTextFileSync("/tmp/mine", "mine"),
  "writing a database": () => new DatabaseSync("/tmp/database").exec("create table mine (own)"),
  "listening on a port": () => Deno.listen({ port: 0 }).close(),
  "asking for a permission": async () => {
    const { state } = await Deno.permissions.request({ name: "read", path: "/" });
    if (state !== "granted") throw new Deno.errors.NotCapable(state);
  },
};

function memoryOf(process: string): string {
  const maps = Deno.readTextFileSync(`${process}/maps`);
  const [, start = "0"] =
    /^([0-9a-f]+)-[0-9a-f]+ rw-p .*\[(?:heap|stack)\]$/m.exec(maps) ?? /^([0-9a-f]+)-\S+ rw-p/m.exec(maps) ?? [];
  using memory = Deno.openSync(`${process}/mem`);
  memory.seekSync(BigInt(`0x${start}`), Deno.SeekMode.Start);
  return `${memory.readSync(new Uint8Array(64))} bytes`;
}

function saidBy(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
  });
}

/** What came of every trick: `allowed` or why not. */
export async function tryAll(): Promise<Record<string, string>> {
  const tried = Object.entries(tricks).map(async ([name, trick]) => [name, await outcomeOf(trick)] as const);
  return Object.fromEntries(await Promise.all(tried));
}

async function outcomeOf(trick: () => unknown): Promise<string> {
  const late = new Promise<string>((resolve) => setTimeout(() => resolve("nothing came of it"), 5000));
  const done = Promise.resolve().then(trick);
  return Promise.race([
    done.then(
      (found) => `allowed: ${String(found).slice(0, 80)}`,
      (error) => `${error?.name}: ${error?.message}`,
    ),
    late,
  ]);
}

if (import.meta.main) {
  console.log(JSON.stringify(await tryAll()));
  Deno.exit(0);
}
