import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";

const faces = `
  export { Command } from "@oclif/core/command";
  export * as Flags from "@oclif/core/flags";
  export * as Args from "@oclif/core/args";
`;

/**
 * Loads of oclif only what a command uses, when it uses it: `require` at the top of its modules becomes a call at
 * first use. Its loaders of plugins, help and configuration are never reached, for the manifest answers instead.
 */
export const leanOclif: Plugin = {
  name: "lean-oclif",
  setup(build) {
    build.onResolve({ filter: /^@oclif\/core$/ }, () => ({ path: "faces", namespace: "lean-oclif" }));
    build.onLoad({ filter: /^faces$/, namespace: "lean-oclif" }, () => ({
      contents: faces,
      resolveDir: import.meta.dirname,
    }));
    build.onLoad({ filter: /@oclif\/core\/lib\/.*\.js$/ }, ({ path }) => ({
      contents: lazyRequires(withoutListening(readFileSync(path, "utf8"))),
    }));
  },
};

/** A listener on stdout, set while a module loads, would load Node's streams; {@link quietPipes} does the same later. */
function withoutListening(source: string): string {
  return source.replace(/^process\.stdout\.on\([\s\S]*?^\}\);$/m, "");
}

/** Rewrites `const x_1 = require("y")`, the only form that the TypeScript compiler emits, and its uses. */
function lazyRequires(source: string): string {
  const names: string[] = [];
  const declared = source.replace(
    /^(?:const|var) (\w+) = ((?:__import(?:Default|Star)\()?require\("[^"]+"\)\)?);$/gm,
    (_, name: string, load: string) => {
      names.push(name);
      return `let ${name}$; const ${name} = () => ${name}$ ??= ${load};`;
    },
  );
  return names.reduce(
    (text, name) => text.replace(new RegExp(`(?<![\\w.$"'])${name}(?=\\.)`, "g"), `(${name}())`),
    declared,
  );
}
