import type { Job } from "./job.ts";

/** Another module that CommonJS code requires: by what name, and where it is. */
export type Required = { specifier: string; written: string };

const identifiers = ["__Process$", "__Buffer$", "__setImmediate$", "__clearImmediate$", "__rResolve$"] as const;

/** What stands before the built code: which module this is, and what the code takes for granted in Node. */
export function moduleHeader(job: Job, code: string, required: readonly Required[]): string {
  const { pkg, subPath } = job;
  const lines = [`/* esm.sh - ${pkg.name}@${pkg.version}${subPath && `/${subPath}`} */`];
  if (job.target !== "node") {
    for (const name of identifiers) if (code.includes(name)) lines.push(provided(job.target)[name]);
  }
  if (required.length > 0) lines.push(requires(required));
  return `${lines.join("\n")}\n`;
}

function provided(target: Job["target"]): Record<(typeof identifiers)[number], string> {
  const from = (name: string) => {
    if (target === "denonext") return `node:${name}`;
    return target === "deno" ? `https://deno.land/std@0.177.1/node/${name}.ts` : `/node/${name}.mjs`;
  };
  return {
    __Process$: `import __Process$ from "${from("process")}";`,
    __Buffer$: `import { Buffer as __Buffer$ } from "${from("buffer")}";`,
    __setImmediate$: "var __setImmediate$ = (call, ...args) => ({ timer: setTimeout(call, 0, ...args) });",
    __clearImmediate$: "var __clearImmediate$ = (immediate) => clearTimeout(immediate.timer);",
    __rResolve$: "var __rResolve$ = (path) => path;",
  };
}

/** `require` of other modules: what a transpiled ES module exports is handed over whole, else its default. */
function requires(required: readonly Required[]): string {
  const imports = required.map(({ written }, index) => `import*as __${index}$ from"${written}";`);
  const modules = required.map(({ specifier }, index) => `${JSON.stringify(specifier)}:__${index}$`);
  const take = "m=>m.__esModule?{...m}:m.default??m";
  const missing = `throw new Error('module "'+name+'" not found')`;
  return `${imports.join("")}var __modules$={${modules}},require=name=>{if(name in __modules$)return(${take})(__modules$[name]);${missing}};`;
}
