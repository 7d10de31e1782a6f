import { expect, test } from "vitest";
import { parseWorkflow } from "../workflow/parse-workflow.ts";
import type { CodeReference } from "../workflow/workflow.ts";
import { networkOf } from "./network/network-of.ts";
import { reachOf } from "./reach.ts";

const yaml = `name: w
version: "1.0"
nodes: { a: { path: ./a.ts }, b: { path: ./b.ts } }
contract:
  version: "1"
  dependencies:
    local: { protocol: http, host: localhost, port: 9099 }
    far: { protocol: https, host: far.example.com }
`;

test("what stays in the pod is reached, too, though no policy has a rule for it", () => {
  const { spec } = parseWorkflow(yaml);
  if (spec === undefined) throw new Error("The workflow does not parse");
  const references: CodeReference[] = [{ kind: "fetch", name: "local", file: "a.ts", line: 1, column: 1 }];
  const { reached, nodes } = reachOf({ spec, imports: [], references }, networkOf(spec));
  expect(reached.map(({ host, ports, addresses, nodes }) => [host, ports, addresses.length > 0, nodes])).toEqual([
    [undefined, ["53/UDP", "53/TCP"], true, []],
    ["far.example.com", ["443/TCP"], true, []],
    ["localhost", ["9099/TCP"], false, ["a"]],
  ]);
  expect(nodes).toEqual({ a: ["localhost:9099"], b: [] });
});
