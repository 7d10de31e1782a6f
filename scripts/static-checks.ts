import type { Step } from "./run-steps.ts";

const node = process.execPath;

/** Biome takes no notice of NO_COLOR. */
const colours = process.env["NO_COLOR"] ? ["--colors=off"] : [];

/** What is checked without running the product. */
export const staticChecks: readonly Step[] = [
  {
    proves: "Format, lint and import directions hold",
    command: ["node_modules/.bin/biome", "ci", "--diagnostic-level=error", ...colours, "."],
  },
  { proves: "Types hold", command: ["node_modules/.bin/tsc", "-p", "."] },
  { proves: "Types hold in the engine", command: ["node_modules/.bin/tsc", "-p", "engine"] },
  { proves: "Generated files are fresh", command: [node, "scripts/generate.ts", "--check"] },
];
