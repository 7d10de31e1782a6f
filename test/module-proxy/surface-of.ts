import { build } from "esbuild";

/** What a module shows to others: its exports, and what it imports, as written; "*" hands on all of a module. */
export type Surface = { exports: string[]; imports: string[] };

/** Reads the surface of a module's code. */
export async function surfaceOf(code: string): Promise<Surface> {
  const { metafile } = await build({
    stdin: { contents: code },
    bundle: true,
    write: false,
    format: "esm",
    metafile: true,
    outdir: "/esbuild",
    logLevel: "silent",
    plugins: [
      {
        name: "outside",
        setup: ({ onResolve }) => onResolve({ filter: /.*/ }, ({ path }) => ({ path, external: true })),
      },
    ],
  });
  const [output] = Object.values(metafile.outputs);
  const imports = new Set(output?.imports.map(({ path }) => path));
  return { exports: (output?.exports ?? []).toSorted(), imports: [...imports].toSorted() };
}
