import type { Plugin } from "esbuild";

/** Zod brings its messages in fifty languages along; ours are in one. */
export const leanZod: Plugin = {
  name: "lean-zod",
  setup(build) {
    build.onResolve({ filter: /\/locales\/index\.c?js$/ }, ({ importer, resolveDir }) =>
      importer.includes("/node_modules/zod/") ? { path: `${resolveDir}/../locales/en.js` } : undefined,
    );
  },
};
