import { type Workspace, workspace } from "./workspace.ts";

/** What a sample workflow is made of: the code of each node, and what else workflow.yaml says. */
export type SampleOptions = {
  /** Code by node; the first line `import type …` is not needed. */
  nodes: Record<string, string>;
  /** `from to` pairs. */
  edges?: string[];
  /** Lines of workflow.yaml. @default an empty contract */
  more?: string;
  /** Other files, by path; values that are not text become JSON. */
  files?: Record<string, unknown>;
};

/** A workflow called `sample` in a folder for one test. */
export function sample({ nodes, edges = [], more = emptyContract, files = {} }: SampleOptions): Workspace {
  const space = workspace();
  const paths = Object.keys(nodes).map((name) => `  ${name}: { path: ./nodes/${name}.ts }\n`);
  const arrows = edges.map((edge) => `  - { from: ${edge.replace(" ", ", to: ")} }\n`);
  const edgeList = arrows.length === 0 ? "" : `edges:\n${arrows.join("")}`;
  space.write({
    "workflow.yaml": `name: sample\nversion: "1.0"\nnodes:\n${paths.join("")}${edgeList}${more}\n`,
    ...Object.fromEntries(Object.entries(nodes).map(([name, code]) => [`nodes/${name}.ts`, code])),
    ...Object.fromEntries(
      Object.entries(files).map(([path, it]) => [path, typeof it === "string" ? it : JSON.stringify(it)]),
    ),
  });
  return space;
}

/** The workflow touches nothing outside. */
export const emptyContract = 'contract: { version: "1", dependencies: {} }';
