import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Ground } from "./ground.ts";

/** What became of runs that were begun one after the other. */
export type KeptRunning = { runs: number; failures: string[] };

/** Runs a workflow again and again, from now on; the answer ends it and tells what went wrong. */
export async function keepRunning(at: Ground, workflow: string, input: object): Promise<() => Promise<KeptRunning>> {
  const body = join(at.dir, "kept-running.json");
  await writeFile(body, JSON.stringify(input));
  const path = `/api/v1/namespaces/${at.namespace}/services/http:${workflow}:8080/proxy/run`;
  const seen: KeptRunning = { runs: 0, failures: [] };
  let going = true;
  const end = (async () => {
    while (going) {
      const said = await at.cluster.kubectl("create", "--raw", path, "-f", body).catch(String);
      seen.runs++;
      if (!said.includes('"success":true')) seen.failures.push(said);
    }
  })();
  return async () => {
    going = false;
    await end;
    return seen;
  };
}
