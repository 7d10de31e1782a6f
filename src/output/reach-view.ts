import type { IngressRule, Peer } from "../plan/network/network.ts";
import type { Reach } from "../plan/reach.ts";
import { exampleDependency } from "../workflow/example-dependency.ts";
import type { Paint } from "./paint.ts";
import { table } from "./table.ts";

/** What a workflow can reach, for people. */
export function reachView(reach: Reach, paint: Paint): string {
  const { workflow, version, contract, reached, nodes, callers, drift } = reach;
  const rows = reached.map(({ host, ports, addresses, nodes: asking, reason }) => [
    host ?? "-",
    ports.join(" ") || "any",
    placesOf(addresses),
    asking.join(" ") || "-",
    reason,
  ]);
  const section = (name: string, lines: string[]) => (lines.length === 0 ? [] : ["", paint.bold(name), ...lines]);
  return [
    `${paint.bold(workflow)} ${version}: ${contract === "declared" ? "nothing but this can be reached" : paint.yellow("no contract")}`,
    "",
    table(["HOST", "PORT", "ADDRESSES", "NODES", "WHY"], rows),
    ...section("Nodes", [
      table(
        ["NODE", "ASKS FOR"],
        Object.entries(nodes).map(([node, asks]) => [node, asks.join(" ") || "-"]),
      ),
    ]),
    ...section("Callers", [table(["FROM", "PORT", "WHY"], callers.map(callerRow))]),
    ...section("Drift", driftLines(drift, paint)),
  ].join("\n");
}

function callerRow({ from, ports, reason }: IngressRule): string[] {
  return [placesOf(from), ports.map(({ port, protocol }) => `${port}/${protocol}`).join(" "), reason];
}

function placesOf(peers: Peer[]): string {
  return [...new Set(peers.map(placeOf))].join(", ");
}

function placeOf(peer: Peer): string {
  if ("cidr" in peer) return /^(0\.0\.0\.0|::)\/0$/.test(peer.cidr) ? "public" : peer.cidr;
  const role = peer.pods["tentacular.dev/role"];
  if (role !== undefined && peer.namespace === undefined) return `own ${role} pods`;
  const labels = Object.entries(peer.pods).map(([key, value]) => `${key}=${value}`);
  const namespace = Object.values(peer.namespace ?? {}).join(",") || "its own namespace";
  return `pods of ${namespace}${labels.length === 0 ? "" : ` with ${labels.join(",")}`}`;
}

function driftLines({ lacking, unused }: Reach["drift"], paint: Paint): string[] {
  return [
    ...lacking.map(
      ({ kind, name, file, line }) =>
        `${paint.yellow("lacking")}  ${name}, which ${file}:${line} asks for${kind === "host" ? `: ${exampleDependency(name)}` : ""}`,
    ),
    ...unused.map((name) => `${paint.yellow("unused")}   ${name}, which no node asks for`),
  ];
}
