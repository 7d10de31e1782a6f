import { packageVersion } from "../../src/package-version.ts";
import type { Ground } from "./ground.ts";

/** A text in which names, times and addresses of this cluster have names that are the same everywhere. */
export function named(text: string, { namespace, cluster }: Pick<Ground, "namespace" | "cluster">): string {
  const node = cluster.context.replace(/^tentacular-/, "");
  return text
    .replaceAll(` on ${node}:`, " on <node>:")
    .replaceAll(`"node": "${node}"`, '"node": "<node>"')
    .replaceAll(`"name": "${node}"`, '"name": "<node>"')
    .replaceAll(new RegExp(`^( {2}|\\| )${node} `, "gm"), "$1<node> ")
    .replaceAll(/\blinux\/(amd64|arm64)\b/g, "linux/<arch>")
    .replaceAll(namespace, "<namespace>")
    .replaceAll(cluster.registry, "<registry>")
    .replaceAll(new URL(cluster.npmRegistry.url).host, "<npm>")
    .replaceAll(/\besm-sh-(stand-in:)?[a-z0-9]{7,16}(-[a-z0-9]{5})?\b/g, (_, image) =>
      image ? "esm-sh-stand-in:<tag>" : "esm-sh-<pod>",
    )
    .replaceAll(/\b[0-9a-f]{16}\b/g, "<tag>")
    .replaceAll(/tntc-probe-[0-9a-f]{8}/g, "tntc-probe-<id>")
    .replaceAll(/(lookup \S+) on \S+:53/g, "$1 on <dns>:53")
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
