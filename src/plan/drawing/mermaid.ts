import type { Picture } from "./picture.ts";

/**
 * A workflow as Mermaid, `graph TD`, nodes and edges in sorted order, so that the same workflow gives the same text.
 *
 * @example
 * mermaid(pictureOf(workflow)); // "graph TD\n    pull[pull]\n    score[score]\n    pull --> score\n"
 */
export function mermaid({ nodes, edges, dependencies }: Picture): string {
  const uses = nodes.flatMap(({ name, uses }) => uses.map((used) => `    ${id(name)} -.-> dep_${id(used)}`));
  return [
    "graph TD",
    ...nodes.map(({ name }) => `    ${id(name)}[${name}]`),
    ...edges.map(({ from, to }) => `    ${id(from)} --> ${id(to)}`),
    ...dependencies.map(
      ({ name, protocol, detail }) => `    dep_${id(name)}[("${name}<br/>${protocol} ${label(detail)}")]`,
    ),
    ...uses,
    "",
  ].join("\n");
}

const reserved = [
  "end",
  "graph",
  "subgraph",
  "flowchart",
  "style",
  "class",
  "classdef",
  "click",
  "linkstyle",
  "default",
  "call",
  "href",
];

/** Some words mean something to Mermaid; a node may have them as its name all the same. */
function id(name: string): string {
  return reserved.includes(name) ? `${name}_` : name;
}

function label(text: string): string {
  return text.replaceAll('"', "#quot;").replaceAll("<", "#lt;");
}
