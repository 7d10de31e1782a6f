import { readFile } from "node:fs/promises";
import { z } from "zod";

const access = { token: z.string().optional(), user: z.string().optional(), password: z.string().optional() };

const list = z.object({ packages: z.array(z.string()).default([]), scopes: z.array(z.string()).default([]) });

/** The keys of the real server's config.json that the stand-in acts on; like the real one, it ignores all others. */
const schema = z.object({
  port: z.number().default(80),
  workDir: z.string().default(".esmd"),
  /** The real server has the public one by default; the stand-in knows only what it is told. */
  npmRegistry: z.url().default("http://npm-registry.invalid/"),
  npmToken: access.token,
  npmUser: access.user,
  npmPassword: access.password,
  npmScopedRegistries: z.record(z.string(), z.object({ registry: z.url(), ...access })).default({}),
  npmQueryCacheTTL: z.number().default(600),
  allowList: list.default({ packages: [], scopes: [] }),
  buildConcurrency: z.number().min(1).default(2),
  buildWaitTime: z.number().default(30),
  minify: z.boolean().default(true),
  sourceMap: z.boolean().default(true),
  compress: z.boolean().default(true),
});

/** Times are in seconds. */
export type Config = z.infer<typeof schema>;

/**
 * Reads config.json. As with the real server, a file that is missing means defaults, and one with comments is an error.
 *
 * @throws {Error} with a message that says which file and why
 */
export async function readConfig(path: string): Promise<Config> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "{}";
    throw error;
  });
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`fail to parse config ${path}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
