import { setTimeout as sleep } from "node:timers/promises";
import { TentacularError } from "../errors.ts";
import type { ModuleAnswer, ModuleSource } from "./module-source.ts";

/** What an address gives: another address, or the module. */
export type Fetched = { redirect: string } | { bytes: Uint8Array };

/** A module is built when it is asked for first, which takes its time: as long, the proxy says that it waits. */
const building = 408;
const patienceMs = 180_000;
/** Pauses after answers that may be better in a moment. */
const pausesMs = [500, 1500, 4000];

/**
 * Gets one module, waiting while it is built.
 *
 * @throws {TentacularError} `MODULE-UNAVAILABLE` with the proxy's own words
 */
export async function fetchModule(source: ModuleSource, url: string): Promise<Fetched> {
  const answer = await settledAnswer(source, url);
  if (answer.status >= 300 && answer.status < 400 && answer.location !== undefined)
    return { redirect: answer.location };
  if (answer.status === 200) return { bytes: answer.bytes };
  throw unavailable(url, answer);
}

async function settledAnswer(source: ModuleSource, url: string): Promise<ModuleAnswer> {
  const until = Date.now() + patienceMs;
  let answer = await source.get(url);
  while (answer.status === building && Date.now() < until) answer = await source.get(url);
  for (const pauseMs of pausesMs) {
    if (answer.status !== 429 && (answer.status < 502 || answer.status > 504)) return answer;
    await sleep(pauseMs);
    answer = await source.get(url);
  }
  return answer;
}

function unavailable(url: string, { status, bytes }: ModuleAnswer): TentacularError {
  const said = new TextDecoder().decode(bytes.subarray(0, 300)).trim().replace(/\.$/, "");
  return new TentacularError(
    `The module proxy ${status === 404 ? "has no" : "cannot give"} "${url}": ${status}${said ? ` ${said}` : ""}`,
    {
      code: "MODULE-UNAVAILABLE",
      exit: status === 404 ? "notFound" : "unreachable",
      remedy: remedyFor(status, said),
      result: { url, status, said },
    },
  );
}

function remedyFor(status: number, said: string): string {
  if (status === 404) return "Check name, version and path of the package, in the code and in the contract";
  if (status === 403 && !said.includes("{"))
    return "The proxy does not allow this package; ask who runs it to add it to its list";
  if (said.includes("cjs-module-lexer"))
    return "The proxy cannot build CommonJS packages without github.com; docs/workflow.md says what helps";
  if (said.includes("lookup")) {
    return "The proxy's DNS does not know its registry: check npmRegistry in the values of the system chart, and the cluster's DNS";
  }
  if (said.includes("dial tcp")) return "The proxy does not reach its registry; see its logs and its egress policy";
  return 'See "tntc contract status", and the logs of the module proxy';
}
