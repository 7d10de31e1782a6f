import { z } from "zod";

const secrets = z.record(z.string(), z.record(z.string(), z.json()));

/** What a mocked service answers: `{ "/items": { status, headers, body } }`; the path may begin with a method. */
const mockedAnswer = z.strictObject({
  /** @default 200 */
  status: z.number().int().min(200).max(599).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.json().optional(),
});

const common = {
  $schema: z.string().optional(),
  description: z.string().optional(),
  input: z.json().default({}),
  config: z.record(z.string(), z.json()).optional(),
  secrets: secrets.optional(),
  /** By dependency or service, then by path. */
  mocks: z.record(z.string(), z.record(z.string(), mockedAnswer)).optional(),
  /** What the clock shows, e.g. `2026-01-01T06:15:00Z`. */
  now: z.iso.datetime({ offset: true }).optional(),
  /** @default "exact" */
  expectedMatch: z.enum(["exact", "partial"]).optional(),
  /** Accepted for workflows of old, and ignored: the contract is workflow.yaml's. */
  contract: z.json().optional(),
};

/** A file of `tests/fixtures`: what one node is given, and what it should return. */
export const fixture = z.strictObject({ ...common, expected: z.json().optional() });

/** A file of `tests/pipeline`: what the whole workflow is given, and what some of its nodes should return. */
export const pipelineFixture = z.strictObject({ ...common, expected: z.record(z.string(), z.json()).optional() });

export type Fixture = z.infer<typeof fixture>;
export type PipelineFixture = z.infer<typeof pipelineFixture>;
