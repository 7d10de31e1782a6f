import { packageVersion } from "../../src/package-version.ts";
import { expectGolden } from "../cli/golden.ts";
import type { Ran } from "../cli/tntc.ts";
import type { Ground } from "./ground.ts";

/** Compares all that a command said and how it ended with a golden file, whatever this cluster's names and times are. */
export function expectClusterGolden(name: string, ran: Ran, at: Pick<Ground, "namespace" | "cluster">): void {
  const { stdout, stderr, exitCode } = ran;
  const text = [`exit ${exitCode}`, "--- stdout", shown(stdout), "--- stderr", settled(stderr)].join("\n");
  expectGolden(`cluster/${name}`, named(text, at));
}

/** An envelope is easier to read, and to compare, when it is indented. */
function shown(stdout: string): string {
  if (!stdout.startsWith('{"version":"1"')) return stdout;
  return `${JSON.stringify(JSON.parse(stdout), null, 2)}\n`;
}

/** How often a rollout was looked at depends on the machine. */
function settled(stderr: string): string {
  return stderr
    .split("\n")
    .filter((line) => !line.startsWith("  Rollout: "))
    .join("\n");
}

function named(text: string, { namespace, cluster }: Pick<Ground, "namespace" | "cluster">): string {
  const node = cluster.context.replace(/^tentacular-/, "");
  return text
    .replaceAll(` on ${node}:`, " on <node>:")
    .replaceAll(`"node": "${node}"`, '"node": "<node>"')
    .replaceAll(`"name": "${node}"`, '"name": "<node>"')
    .replaceAll(new RegExp(`^( {2}|\\| )${node} `, "gm"), "$1<node> ")
    .replaceAll(/\blinux\/(amd64|arm64)\b/g, "linux/<arch>")
    .replaceAll(namespace, "<namespace>")
    .replaceAll(cluster.registry, "<registry>")
    .replaceAll(cluster.context, "<context>")
    .replaceAll(/\b\d+\.\d+\.\d+\.\d+:6443\b/g, "<server>")
    .replaceAll(/\b198\.18\.\d+\.\d+\b(:\d+)?/g, "<address>")
    .replaceAll(/\b10\.\d+\.\d+\.\d+\b/g, "<ip>")
    .replaceAll(/tentacular-engine:[0-9a-f]{16}/g, "tentacular-engine:<tag>")
    .replaceAll(/\b(hello|counting)-[a-z0-9]{6,10}-[a-z0-9]{5}\b/g, "$1-<pod>")
    .replaceAll(/\bhello-[a-z0-9]{9,10}\b/g, "hello-<replicaset>")
    .replaceAll(/\brun-[a-z0-9]{6,9}-[0-9a-f]{8}\b/g, "<run>")
    .replaceAll(/"(\w+At|durationMs|rolloutMs)": ?\d+/g, '"$1": <number>')
    .replaceAll(/\\"durationMs\\":\d+/g, '\\"durationMs\\":<number>')
    .replaceAll(/^( +)\d\d:\d\d:\d\d\.\d{3}\b/gm, "$1<clock>")
    .replaceAll(/\b\d+(\.\d+)? (ms|s)\b/g, "<duration>")
    .replaceAll(/\bsha256:[0-9a-f]{12,64}\b/g, "sha256:<digest>")
    .replaceAll(/\b[0-9a-f]{12}\b/g, "<code>")
    .replaceAll(/\b\d+[smhd]\b/g, "<age>")
    .replaceAll(/(do not resolve in pods: \S+) \([^)]*\)/g, "$1 (<reason>)")
    .replaceAll(/(Kubernetes +\|? ?|kubelet": "v|"version": "|\bv)1\.\d+\.\d+\b/g, "$1<kubernetes>")
    .replaceAll(new RegExp(`(?<![\\d.])${packageVersion().replaceAll(".", "\\.")}(?![\\d.])`, "g"), "<version>")
    .replaceAll(/(\S) {2,}(?=\S)/g, "$1  ");
}
