import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** Files of a workflow by path; `more` is added to workflow.yaml. */
export type Files = { nodes: Record<string, string>; edges?: [from: string, to: string][]; more?: string } & {
  /** Anything beside the nodes, e.g. `.secrets.yaml`. */
  files?: Record<string, string>;
};

/** Writes a workflow into a folder that goes with the test; answers the folder. */
export function writeWorkflow({ nodes, edges = [], more = "", files = {} }: Files): string {
  const dir = mkdtempSync(join(tmpdir(), "tentacular-test-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  writeFile(dir, "workflow.yaml", workflowText(Object.keys(nodes), edges, more));
  for (const [name, code] of Object.entries(nodes)) writeFile(dir, `nodes/${name}.ts`, code);
  for (const [path, text] of Object.entries(files)) writeFile(dir, path, text);
  return dir;
}

function workflowText(nodes: string[], edges: [string, string][], more: string): string {
  const lines = [
    "name: sample",
    'version: "1.0"',
    "nodes:",
    ...nodes.map((name) => `  ${name}: { path: ./nodes/${name}.ts }`),
  ];
  if (edges.length > 0) lines.push("edges:", ...edges.map(([from, to]) => `  - { from: ${from}, to: ${to} }`));
  return `${lines.join("\n")}\n${more}`;
}

function writeFile(dir: string, path: string, text: string): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), text);
}
