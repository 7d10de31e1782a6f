import type { IngressRule } from "../plan/network/network.ts";
import type { Reach } from "../plan/reach.ts";
import { driftLines } from "./drift-lines.ts";
import type { Paint } from "./paint.ts";
import { peerText } from "./peer-text.ts";
import { table } from "./table.ts";

/** What a workflow can reach, for people. */
export function reachView(reach: Reach, paint: Paint): string {
  const { workflow, version, contract, reached, nodes, callers, drift } = reach;
  const rows = reached.map(({ host, ports, addresses, nodes: asking, reason }) => [
    host ?? "-",
    ports.join(" ") || "any",
    peerText(addresses) || "the pod itself",
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
  return [peerText(from), ports.map(({ port, protocol }) => `${port}/${protocol}`).join(" "), reason];
}
