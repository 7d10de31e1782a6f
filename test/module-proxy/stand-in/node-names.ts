import { posix } from "node:path";
import { type Job, jobPath } from "./job.ts";

/** What names that only Node knows become, wherever the code says them. */
export function nodeNames(job: Job): Record<string, string> {
  const environment = { "process.env.NODE_ENV": '"production"' };
  if (job.target === "node") return { ...environment, "global.process.env.NODE_ENV": '"production"' };
  const names: Record<string, string> = {
    __filename: JSON.stringify(jobPath(job)),
    __dirname: JSON.stringify(posix.dirname(jobPath(job))),
    Buffer: "__Buffer$",
    process: "__Process$",
    setImmediate: "__setImmediate$",
    clearImmediate: "__clearImmediate$",
    "require.resolve": "__rResolve$",
    ...environment,
    ...(job.target.startsWith("deno") && { window: "globalThis" }),
  };
  const global = Object.entries(names).flatMap(([name, value]) => [
    [`global.${name}`, value],
    [`globalThis.${name}`, value],
  ]);
  return { ...names, ...Object.fromEntries(global), global: "globalThis" };
}
