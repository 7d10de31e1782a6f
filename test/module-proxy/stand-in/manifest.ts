import { z } from "zod";

/** What stands behind a key of `exports` or `imports`: a path, or paths by condition. */
export type Target = string | null | boolean | Target[] | { [condition: string]: Target };

const target: z.ZodType<Target> = z.lazy(() =>
  z.union([z.string(), z.null(), z.boolean(), z.array(target), z.record(z.string(), target)]),
);

const text = z.string().optional().catch(undefined);
const texts = z.record(z.string(), z.string()).catch({});

/** The parts of a package.json that matter here. Authors write what they like, so a broken part counts as absent. */
export const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  type: text,
  main: text,
  module: text,
  types: text,
  typings: text,
  deprecated: text,
  exports: target.optional().catch(undefined),
  imports: z.record(z.string(), target).catch({}),
  browser: z.record(z.string(), z.union([z.string(), z.literal(false)])).catch({}),
  dependencies: texts,
  peerDependencies: texts,
  sideEffects: z
    .union([z.boolean(), z.array(z.string())])
    .optional()
    .catch(undefined),
});

/** A package.json. */
export type Manifest = z.infer<typeof manifestSchema>;
