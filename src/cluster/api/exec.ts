import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { TentacularError } from "../../errors.ts";
import type { Kube } from "./kube.ts";

/** A program to run in a container that runs already. */
export type ExecRequest = {
  pod: string;
  container: string;
  command: string[];
  stdin?: string;
  signal?: AbortSignal | undefined;
};

/** How a program in a pod ended. */
export type ExecResult = { exitCode: number; stdout: string; stderr: string };

const ended = z.object({
  status: z.string().optional(),
  message: z.string().optional(),
  details: z.object({ causes: z.array(z.object({ reason: z.string(), message: z.string() })).optional() }).optional(),
});

/** Runs a program in a running container, over a WebSocket to the API server, as `kubectl exec` does. */
export async function exec(kube: Kube, request: ExecRequest): Promise<ExecResult> {
  const { Exec } = await import("./client-node.ts");
  const config = await clientConfig(kube);
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const output = Promise.all([text(stdout), text(stderr)]);
  const exitCode = await new Promise<number>((resolve, reject) => {
    const fail = (cause: unknown) => reject(execError(kube, request.pod, cause));
    const stdin =
      request.stdin === undefined ? null : Readable.from([Buffer.from(request.stdin)], { objectMode: false });
    new Exec(config)
      .exec(kube.namespace, request.pod, request.container, request.command, stdout, stderr, stdin, false, (status) => {
        const code = exitCodeOf(status);
        if (typeof code === "number") resolve(code);
        else fail(code);
      })
      .then((socket) => {
        socket.onclose = () => fail(new Error("the connection ended before the program did"));
        request.signal?.addEventListener("abort", () => reject(request.signal?.reason), { once: true });
        request.signal?.addEventListener("abort", () => socket.close(), { once: true });
      }, fail);
  });
  stdout.end();
  stderr.end();
  const [out, err] = await output;
  return { exitCode, stdout: out, stderr: err };
}

/** The client's own idea of the cluster is replaced by ours, so that both ways are one user on one server. */
async function clientConfig({ access }: Kube) {
  const { KubeConfig } = await import("./client-node.ts");
  const { agent, headers, tls } = access.options;
  class SameAccess extends KubeConfig {
    override async applyToHTTPSOptions(options: object): Promise<void> {
      Object.assign(options, tls, { headers }, agent ? { agent } : {});
    }
  }
  const config = new SameAccess();
  const server = access.server.href.replace(/\/$/, "");
  config.loadFromClusterAndUser({ name: "chosen", server, skipTLSVerify: false }, { name: "chosen" });
  return config;
}

/** The exit code, or why there is none: a program that could not be started. */
function exitCodeOf(status: unknown): number | Error {
  const found = ended.safeParse(status).data;
  if (found?.status === "Success") return 0;
  const code = Number(found?.details?.causes?.find(({ reason }) => reason === "ExitCode")?.message);
  return Number.isInteger(code) ? code : new Error(found?.message ?? "the program could not be started");
}

function execError(kube: Kube, pod: string, cause: unknown): TentacularError {
  const { access, namespace } = kube;
  const said = errorText(cause);
  if (said.includes("403")) {
    return new TentacularError(`User "${access.user}" may not run programs in pods of namespace "${namespace}"`, {
      code: "CLUSTER-FORBIDDEN",
      remedy: "Ask for the permission to get and create services/proxy, or to create pods/exec, in this namespace",
      exit: "preflight",
      cause,
    });
  }
  return new TentacularError(`No program can be run in pod "${pod}": ${said}`, {
    code: "EXEC-FAILED",
    remedy: `Look at the pod, then try again: ${kube.here(`kubectl describe pod ${pod}`)}`,
    exit: "unreachable",
    cause,
  });
}

function errorText(cause: unknown): string {
  if (typeof cause === "object" && cause !== null && "message" in cause) return String(cause.message);
  return String(cause);
}
