import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";

/**
 * Bundles what of the parser is JavaScript, and leaves its native part where npm put it: to import the package whole
 * would load Node's machinery for ES modules, which nothing else here needs.
 */
export const nativeParser: Plugin = {
  name: "native-parser",
  setup(build) {
    build.onLoad({ filter: /oxc-parser\/src-js\/(bindings|index)\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(
        "const require = createRequire(import.meta.url)",
        'const require = createRequire(createRequire(import.meta.url).resolve("oxc-parser"))',
      ),
    }));
  },
};
