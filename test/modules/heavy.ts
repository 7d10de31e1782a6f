const packages = { zod: "4.6.7", yaml: "2.9.1", marked: "16.4.0", hono: "4.10.0" };

const declared = Object.entries(packages).map(
  ([host, version]) => `    ${host}: { protocol: npm, host: ${host}, version: ${version} }\n`,
);

/** A workflow that carries half a mebibyte of modules with its code. */
export const heavy: Record<string, string> = {
  "workflow.yaml": `name: heavy
version: "1.0"
nodes: { load: { path: ./nodes/load.ts } }
deployment: { modules: bundled }
contract:
  version: "1"
  dependencies:
${declared.join("")}`,
  "nodes/load.ts": `import { z } from "npm:zod";
import { parse } from "npm:yaml";
import { marked } from "npm:marked";
import { Hono } from "npm:hono";

export default () => [z.number().parse(1), parse("a: 2").a, marked.parse("*3*"), typeof Hono];
`,
};
