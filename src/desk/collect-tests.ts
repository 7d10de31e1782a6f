import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { TentacularError } from "../errors.ts";
import { type Fixture, fixture, type PipelineFixture, pipelineFixture } from "./fixture.ts";
import { nodeOfFixture } from "./node-of-fixture.ts";
import { readFixture } from "./read-fixture.ts";
import type { TestCase } from "./test-case.ts";
import { wrongFixtures } from "./wrong-fixtures.ts";

/** What there is to test, in the order of the workflow's nodes, and what is odd about it. */
export type CollectedTests = {
  cases: TestCase[];
  /** Nodes that nobody wrote a fixture for. */
  withoutFixtures: string[];
  /** Fixture files that belong to no node. */
  strays: string[];
};

/**
 * Reads `tests/fixtures` of the workflow in `dir`, for all `nodes` or for one of them.
 *
 * @throws NODE-UNKNOWN (notFound), FIXTURE-JSON, FIXTURE-INVALID (invalid)
 */
export async function collectTests(dir: string, nodes: string[], only?: string): Promise<CollectedTests> {
  refuseUnknownNode(nodes, only);
  const files = await jsonFiles(join(dir, "tests", "fixtures"));
  const owners = new Map(files.map((file) => [file, nodeOfFixture(file, nodes)]));
  const chosen = only === undefined ? nodes : [only];
  const filesOf = (node: string) => files.filter((file) => owners.get(file) === node);
  const cases = chosen.flatMap((node) => filesOf(node).map((file) => nodeCase(dir, node, file)));
  return {
    cases: await allSound(cases),
    withoutFixtures: chosen.filter((node) => filesOf(node).length === 0),
    strays: files.filter((file) => owners.get(file) === undefined).map((file) => `tests/fixtures/${file}`),
  };
}

/**
 * Reads `tests/pipeline`; without any file there, the workflow is run once with an empty input.
 *
 * @throws NODE-UNKNOWN (notFound), FIXTURE-JSON, FIXTURE-INVALID (invalid)
 */
export async function collectPipelineTests(dir: string, nodes: string[]): Promise<CollectedTests> {
  const files = await jsonFiles(join(dir, "tests", "pipeline"));
  const cases = await allSound(files.map((file) => pipelineCase(dir, file)));
  for (const test of cases) for (const node of Object.keys(test.expected)) refuseUnknownNode(nodes, node, test.file);
  const bare: TestCase = { name: "pipeline", given: { input: {} }, expected: {}, match: "exact" };
  return { cases: cases.length === 0 ? [bare] : cases, withoutFixtures: [], strays: [] };
}

/** Fixtures that are wrong are told all at once. */
async function allSound(reading: Promise<TestCase>[]): Promise<TestCase[]> {
  const read = await Promise.allSettled(reading);
  const wrong = read.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  if (wrong.length > 0) throw wrongFixtures(wrong);
  return read.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
}

async function nodeCase(dir: string, node: string, fileName: string): Promise<TestCase> {
  const file = `tests/fixtures/${fileName}`;
  const read = await readFixture<Fixture>(join(dir, file), fixture);
  const expected = read.expected === undefined ? {} : { [node]: read.expected };
  return {
    name: `${node}: ${fileName}`,
    node,
    file,
    given: given(read),
    expected,
    match: read.expectedMatch ?? "exact",
  };
}

async function pipelineCase(dir: string, fileName: string): Promise<TestCase> {
  const file = `tests/pipeline/${fileName}`;
  const read = await readFixture<PipelineFixture>(join(dir, file), pipelineFixture);
  const match = read.expectedMatch ?? "exact";
  return { name: `pipeline: ${fileName}`, file, given: given(read), expected: read.expected ?? {}, match };
}

function given({ input, config, secrets, mocks, now }: Fixture | PipelineFixture): TestCase["given"] {
  return { input, config, secrets, mocks, now };
}

async function jsonFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return entries
    .filter((entry) => !entry.isDirectory() && entry.name.endsWith(".json"))
    .map((entry) => entry.name)
    .sort();
}

function refuseUnknownNode(nodes: string[], only: string | undefined, file?: string): void {
  if (only === undefined || nodes.includes(only)) return;
  const who = file === undefined ? "" : `, which is named in "${file}"`;
  throw new TentacularError(`The workflow has no node "${only}"${who}`, {
    code: "NODE-UNKNOWN",
    exit: "notFound",
    remedy: `Name one of: ${nodes.join(", ")}`,
    ...(file === undefined ? {} : { place: { file } }),
  });
}
