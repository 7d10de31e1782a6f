import { z } from "zod";

const secrets = z.record(z.string(), z.record(z.string(), z.json()));

const mock = z.strictObject({
  /** @default 200 */
  status: z.number().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** A text is sent as it is, anything else as JSON. */
  body: z.json().optional(),
});

const testCase = z.strictObject({
  id: z.string(),
  /** Absent: the whole pipeline. */
  node: z.string().optional(),
  input: z.json().optional(),
  /** Laid over the workflow's config. */
  config: z.record(z.string(), z.json()).optional(),
  secrets: secrets.optional(),
  /** By dependency or service, then by `/path` or `METHOD /path`. */
  mocks: z.record(z.string(), z.record(z.string(), mock)).optional(),
  /** Where the clock stands while the case runs. ISO 8601. */
  now: z.string().optional(),
});

/** What `tntc test` asks of the testing program: one JSON line on stdin. */
export const testRequest = z.strictObject({
  /** Absolute path of the workflow's folder. */
  workflow: z.string(),
  /** Of each attempt of a node. Milliseconds. */
  timeoutMs: z.number().optional(),
  cases: z.array(testCase),
});

/** One case to run: a node, or the workflow as a whole. */
export type TestCase = z.infer<typeof testCase>;
/** What a call of `ctx.fetch` is answered with. */
export type Mock = z.infer<typeof mock>;
