import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { expect, test } from "vitest";
import { readyEngine, type TestEngine } from "./start-engine.ts";
import { writeWorkflow } from "./write-workflow.ts";

/**
 * What node code may try against the supervisor. Both processes have the same uid, here and in a pod, so the kernel
 * alone would let one read the other: what stops it is that the runner has no permission to read beyond its code, to
 * start programs, or to call into libraries. Beyond a hole in Deno itself, the pod and gVisor are the walls.
 */
const thief = `
import process from "node:process";
import { readFileSync, readdirSync, createReadStream } from "node:fs";
const code = new URL(".", import.meta.url).pathname;
const tried = async (attempt: () => unknown) => {
  try { return "allowed: " + String(await attempt()).slice(0, 200) } catch (error) { return (error as Error).message }
};
const attacks: Record<string, (pid: number, secret: string) => unknown> = {
  "environment of the supervisor": (pid) => Deno.readTextFile(\`/proc/\${pid}/environ\`),
  "memory of the supervisor": (pid) => Deno.open(\`/proc/\${pid}/mem\`),
  "memory map of the supervisor": (pid) => Deno.readTextFile(\`/proc/\${pid}/maps\`),
  "open files of the supervisor": (pid) => Array.fromAsync(Deno.readDir(\`/proc/\${pid}/fd\`)),
  "command line of the supervisor": (pid) => Deno.readTextFile(\`/proc/\${pid}/cmdline\`),
  "root of the supervisor": (pid) => Deno.readTextFile(\`/proc/\${pid}/root/etc/passwd\`),
  "own environment file": () => Deno.readTextFile("/proc/self/environ"),
  "own memory": () => Deno.open("/proc/self/mem", { read: true, write: true }),
  "own open files": () => Deno.readDir("/proc/self/fd")[Symbol.asyncIterator]().next(),
  "by Node's fs": (pid) => readFileSync(\`/proc/\${pid}/environ\`),
  "by Node's folder": () => readdirSync("/proc"),
  "by a stream of Node's": (pid) => new Promise((done, failed) => createReadStream(\`/proc/\${pid}/environ\`).on("data", done).on("error", failed)),
  "a secrets file": (_, secret) => Deno.readTextFile(secret),
  "a secrets file by a path through the code": (_, secret) => Deno.readTextFile(code + "../".repeat(20) + secret),
  "a secrets file by fetch": (_, secret) => fetch("file://" + secret).then((answer) => answer.text()),
  "a secrets file by import": (_, secret) => import("file://" + secret, { with: { type: "text" } }).then((it) => it.default),
  "a link to a secrets file": (_, secret) => Deno.symlink(secret, code + "link"),
  "the token of the service account": () => Deno.readTextFile("/var/run/secrets/kubernetes.io/serviceaccount/token"),
  "the engine's program": () => Deno.readTextFile(Deno.mainModule.slice(7)),
  "the cache of modules": () => Deno.readDir("/tmp/deno")[Symbol.asyncIterator]().next(),
  "a file of its own": () => Deno.writeTextFile(code + "mine.ts", "x"),
  "a temporary file": () => Deno.makeTempFile(),
  "a program": () => new Deno.Command("/bin/cat", { args: ["/etc/passwd"] }).output(),
  "a program of Node's": async () => (await import("node:child_process")).execSync("id"),
  "a debugger of Node's": async () => (await import("node:inspector")).open(9229),
  "a library": () => Deno.dlopen("libc.so.6", { getpid: { parameters: [], result: "i32" } }),
  "the whole environment": () => JSON.stringify(Deno.env.toObject()),
  "Node's environment": () => process.env["TENTACULAR_TOKEN"] ?? Deno.env.get("TENTACULAR_TOKEN"),
  "a signal to the supervisor": (pid) => Deno.kill(pid, "SIGUSR1"),
  "a signal of Node's": (pid) => process.kill(pid, "SIGTERM"),
  "the process table": () => Deno.systemMemoryInfo(),
  "more permissions": async () => {
    const { state } = await Deno.permissions.request({ name: "read", path: "/proc" });
    if (state !== "granted") throw new Error("Requires: " + state);
  },
  "a worker that inherits more": () => new Promise((done, failed) => {
    const source = "Deno.readTextFile('/etc/passwd').then((text) => postMessage(text), (error) => postMessage('Requires ' + error.message))";
    const worker = new Worker("data:text/javascript," + encodeURIComponent(source), { type: "module" });
    worker.onmessage = ({ data }) => String(data).startsWith("Requires") ? failed(new Error(data)) : done(data);
    worker.onerror = (event) => { event.preventDefault(); failed(new Error(event.message)); };
  }),
  "the supervisor's socket": () => {
    const socket = Deno.args.find((word) => word.endsWith("/socket"));
    if (socket === undefined) return "no socket was named";
    return Deno.connect({ transport: "unix", path: socket });
  },
  "another engine's socket": () => Deno.connect({ transport: "unix", path: "/var/run/docker.sock" }),
  "the engine's own port": (_, __) => fetch("http://127.0.0.1:" + portOfEngine + "/runs"),
};
let portOfEngine = 0;
export const names = Object.keys(attacks);
export default async (_ctx: unknown, { attack, pid, secret, port }: { attack?: string; pid: number; secret: string; port: number }) => {
  portOfEngine = port;
  return attack === undefined ? names : await tried(() => attacks[attack]!(pid, secret));
};
`;

const token = "s3cr3t-of-the-supervisor";
const contract = 'contract: { version: "1", dependencies: {} }\n';

test("node code gets nothing of the supervisor, of the machine, or of files beside its own", async () => {
  const dir = writeWorkflow({
    nodes: { thief },
    more: contract,
    files: { ".secrets.yaml": `api: { token: ${token} }\n` },
  });
  const engine = await readyEngine(dir, ["--secret-names", ""]);
  const { pid } = engine.child;
  const given = { pid, secret: `${writeWorkflow({ nodes: {}, files: { key: token } })}/key`, port: portOf(engine) };
  const names = (await engine.run(given)).body.outputs["thief"] as string[];
  expect(names.length).toBeGreaterThan(30);
  const told = new Map<string, unknown>();
  for (const attack of names) told.set(attack, (await engine.run({ ...given, attack })).body.outputs["thief"]);
  const allowed = [...told].filter(([, how]) => String(how).startsWith("allowed"));
  expect(allowed).toEqual([]);
  expect(JSON.stringify([...told])).not.toContain(token);
  expect((await engine.ask("/health")).status).toBe(200);
  expect(readFileSync(`/proc/${pid}/status`, "utf8")).toContain("State:");
});

test("the runner has no environment but what Deno reads at its start, and no secret in its words", async () => {
  const quiet = "export default () => 1;\n";
  const dir = writeWorkflow({ nodes: { quiet }, files: { ".secrets.yaml": `api: { token: ${token} }\n` } });
  const engine = await readyEngine(dir);
  const [runner] = engine.runners;
  const environment = readFileSync(`/proc/${runner}/environ`, "utf8")
    .split("\0")
    .map((entry) => entry.split("=")[0]);
  const known = /^(DENO_|HOME$|TMPDIR$|NO_COLOR$|NPM_CONFIG_REGISTRY$|JSR_URL$|.*_PROXY$|$)/;
  expect(environment.filter((name) => !known.test(name ?? ""))).toEqual([]);
  expect(readFileSync(`/proc/${runner}/cmdline`, "utf8")).not.toContain(token);
});

test("of the secrets, node code sees those that are named, and the runner is given no others", async () => {
  const show = "export default (ctx: { secrets: unknown }) => ctx.secrets;\n";
  const secrets = "api: { token: t0ken-one, other: t0ken-two }\nstranger: { key: t0ken-three }\n";
  const dir = writeWorkflow({ nodes: { show }, more: contract, files: { ".secrets.yaml": secrets } });
  const engine = await readyEngine(dir, ["--secret-names", "api.token"]);
  expect((await engine.run({})).body.outputs["show"]).toEqual({ api: { token: "t0ken-one" } });
  expect(memoryOf(engine)).not.toContain("t0ken-three");
  expect(memoryOf(engine)).toContain("t0ken-one");
});

/** All that the runner holds in its heap: whoever breaks out of Deno finds no more than this. */
function memoryOf(engine: TestEngine): string {
  const [runner] = engine.runners;
  const maps = readFileSync(`/proc/${runner}/maps`, "utf8").split("\n");
  const memory = openSync(`/proc/${runner}/mem`, "r");
  const texts = maps.flatMap((line) => {
    const [, from = "", to = "", name = ""] = /^(\w+)-(\w+) rw.. \w+ \S+ 0\s*(.*)$/.exec(line) ?? [];
    const size = Number.parseInt(to, 16) - Number.parseInt(from, 16);
    if (from === "" || name.startsWith("/") || size > 256 * 1024 * 1024) return [];
    const bytes = Buffer.alloc(size);
    try {
      readSync(memory, bytes, 0, size, Number.parseInt(from, 16));
    } catch {
      return [];
    }
    return bytes.includes("t0ken-") ? [bytes.toString("latin1")] : [];
  });
  closeSync(memory);
  return texts.join("\n");
}

function portOf(engine: TestEngine): number {
  return Number(new URL(engine.url).port);
}
