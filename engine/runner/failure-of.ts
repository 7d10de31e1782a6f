import type { NodeFailure } from "../wire/run-details.ts";
import type { Attempt } from "./attempt.ts";
import { placeIn } from "./place-in.ts";

/** What is told about an attempt that failed: its message, its place, and for a refused access what to declare. */
export function failureOf(dir: string, attempt: Attempt, error: unknown): NodeFailure {
  const { message, ...place } = placeIn(dir, error);
  const node = attempt.node.name;
  const refused = refusal(node, message);
  if (refused) return { node, ...place, ...refused, code: "permission-denied" };
  const name = error instanceof Error ? error.name : "";
  return { node, message, ...place, code: name === "TimeoutError" && attempt.ended ? "node-timeout" : "node-failed" };
}

function refusal(node: string, message: string): { message: string; remedy: string } | undefined {
  const [, access, target = ""] = /Requires (\w+) access to "([^"]+)"/.exec(message) ?? [];
  if (access === "net") return netRefusal(node, target);
  if (access === undefined) return undefined;
  return {
    message: `Node "${node}" is not permitted ${access} access to "${target}"`,
    remedy:
      access === "read"
        ? "Keep what a node reads inside the workflow's folder"
        : "Do without it: nodes have no such access",
  };
}

function netRefusal(node: string, target: string): { message: string; remedy: string } {
  const [, host = target, port] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(target) ?? [];
  const name = host.replace(/[^a-z0-9]+/gi, "-").toLowerCase();
  const protocol = port === "80" ? "http" : "https";
  const written = port === undefined || port === "443" || port === "80" ? "" : `, port: ${port}`;
  return {
    message: `Node "${node}" is not permitted to reach "${target}": the contract does not declare it`,
    remedy: `Add to contract.dependencies in workflow.yaml: ${name}: { protocol: ${protocol}, host: ${host}${written} }`,
  };
}
