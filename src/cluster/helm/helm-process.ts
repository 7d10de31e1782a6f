import { spawn } from "node:child_process";
import { TentacularError } from "../../errors.ts";
import type { ClusterSelection } from "../api/cluster-selection.ts";
import { helmError } from "./helm-error.ts";

/** One call of Helm. */
export type HelmCall = {
  /** The program. */
  bin: string;
  args: readonly string[];
  /** What is being done, for the message of an error: `Helm could not <what>: …`. */
  what: string;
  env: NodeJS.ProcessEnv;
  /** Where Helm is at work, for the commands of remedies. */
  at: ClusterSelection;
  /** Given on stdin: values go here, never into arguments, which every process of the machine can read. */
  stdin?: string;
  signal?: AbortSignal | undefined;
};

const mostOutput = 64 * 2 ** 20;

/**
 * Runs Helm to its end and returns what it wrote to stdout. An interrupt is passed on and Helm is waited for,
 * so that no release is left half written.
 *
 * @throws {TentacularError} `HELM-…` by what Helm said, `INTERRUPTED` after `signal`
 */
export async function helmProcess(call: HelmCall): Promise<string> {
  if (call.signal?.aborted) throw interrupted(call.what);
  const child = spawn(call.bin, call.args, { env: call.env, stdio: ["pipe", "pipe", "pipe"] });
  const interrupt = () => child.kill("SIGINT");
  call.signal?.addEventListener("abort", interrupt, { once: true });
  try {
    // Helm may end before it has read its values; its exit says why.
    child.stdin.on("error", () => {});
    child.stdin.end(call.stdin ?? "");
    const [stdout, stderr, code] = await Promise.all([read(child.stdout), read(child.stderr), ended(child)]);
    if (call.signal?.aborted) throw interrupted(call.what);
    if (code !== 0) throw helmError(call.what, stderr, call.at);
    return stdout;
  } finally {
    call.signal?.removeEventListener("abort", interrupt);
  }
}

async function read(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= mostOutput) chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function ended(child: ReturnType<typeof spawn>): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("error", (cause) => {
      const remedy = "Check the program that HELM_BIN or the PATH names";
      reject(
        new TentacularError("Helm could not be started", { code: "HELM-MISSING", exit: "preflight", remedy, cause }),
      );
    });
    child.once("close", resolve);
  });
}

function interrupted(what: string): TentacularError {
  return new TentacularError(`Interrupted while Helm was to ${what}`, {
    code: "INTERRUPTED",
    exit: "interrupted",
    remedy: "Run the command again; it goes on from what is there",
  });
}
