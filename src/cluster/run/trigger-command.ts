import type { RunRequest } from "./run-request.ts";

/**
 * How the engine's own trigger client is started in a pod. The input is not part of it: it goes in by standard input,
 * for the arguments of an exec stand in the audit log of the cluster.
 */
export function triggerCommand({ runId, timeoutMs }: Pick<RunRequest, "runId" | "timeoutMs">): string[] {
  return [
    ...["deno", "run", "--no-prompt", "--no-config", "--no-lock", "--allow-net=127.0.0.1:8080"],
    ...["/app/engine/trigger.js", "--url", "http://127.0.0.1:8080", "--run-id", runId, "--trigger", "manual"],
    ...["--timeout", String(Math.ceil(timeoutMs / 1000)), "--input", "-"],
  ];
}
