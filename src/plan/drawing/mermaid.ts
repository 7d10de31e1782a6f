import type { Picture } from "./picture.ts";

/**
 * A workflow as Mermaid, `graph TD`, nodes and edges in sorted order, so that the same workflow gives the same text.
 * Triggers lead to the nodes that begin; dotted lines lead to what a node uses.
 *
 * @example
 * mermaid(pictureOf(workflow)); // "graph TD\n    Trigger_1([manual])\n    pull[pull]\n    score[score]\n    Trigger_1 --> pull\n    pull --> score\n"
 */
export function mermaid({ triggers, nodes, edges, dependencies }: Picture): string {
  const begins = nodes.filter(({ name }) => !edges.some(({ to }) => to === name));
  return [
    "graph TD",
    ...triggers.map((trigger, index) => `    ${triggerId(index)}(["${triggerLabel(trigger)}"])`),
    ...nodes.map(({ name }) => `    ${id(name)}[${name}]`),
    ...triggers.flatMap((_, index) => begins.map(({ name }) => `    ${triggerId(index)} --> ${id(name)}`)),
    ...edges.map(({ from, to }) => `    ${id(from)} --> ${id(to)}`),
    ...dependencies.map(
      ({ name, protocol, detail }) => `    ${dependencyId(name)}[("${name}<br/>${protocol} ${label(detail)}")]`,
    ),
    ...nodes.flatMap(({ name, uses }) => uses.map((used) => `    ${id(name)} -.-> ${dependencyId(used)}`)),
    "",
  ].join("\n");
}

function triggerLabel({ type, label: name, detail }: Picture["triggers"][number]): string {
  const head = name === type ? type : `${type} ${label(name)}`;
  return detail === "" ? head : `${head}<br/>${label(detail)}`;
}

/** Nodes begin with a small letter, so no node is called like this. */
function triggerId(index: number): string {
  return `Trigger_${index + 1}`;
}

function dependencyId(name: string): string {
  return `Dep_${name}`;
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
