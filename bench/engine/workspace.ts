import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";

/** A workflow for measurement: nodes by name, `after` says which one each follows. */
export type Sample = { nodes: Record<string, { code: string; after?: string }> };

/** As every workflow has one that a cluster with policies takes. */
const contract = 'contract: { version: "1", dependencies: {} }';

/** Writes the workflow into a fresh folder, which goes when disposed. */
export function workspace({ nodes }: Sample): { dir: string } & Disposable {
  const dir = mkdtempSync(`${tmpdir()}/tentacular-bench-`);
  mkdirSync(`${dir}/nodes`);
  const lines = Object.keys(nodes).map((name) => `  ${name}: { path: ./nodes/${name}.ts }`);
  const edges = Object.entries(nodes).flatMap(([to, { after }]) =>
    after ? [`  - { from: ${after}, to: ${to} }`] : [],
  );
  const text = [
    "name: bench",
    'version: "1.0"',
    contract,
    "nodes:",
    ...lines,
    ...(edges.length > 0 ? ["edges:", ...edges] : []),
  ];
  writeFileSync(`${dir}/workflow.yaml`, `${text.join("\n")}\n`);
  for (const [name, { code }] of Object.entries(nodes)) writeFileSync(`${dir}/nodes/${name}.ts`, code);
  return { dir, [Symbol.dispose]: () => rmSync(dir, { recursive: true }) };
}
