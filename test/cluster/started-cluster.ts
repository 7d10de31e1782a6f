import { progressOn } from "../../src/output/progress.ts";
import { down } from "./down.ts";
import { downAtExit } from "./down-at-exit.ts";
import { clusterName } from "./fixture.ts";
import { knownSite } from "./known-site.ts";
import { up } from "./up.ts";

/** A cluster that runs; whether it was started for the one who asked, and so ends with it. */
export type StartedCluster = AsyncDisposable & { name: string; started: boolean };

/** Joins the embedded cluster, or starts it; what was started is stopped when it is disposed of, or on Ctrl-C. */
export async function startedCluster(): Promise<StartedCluster> {
  const name = clusterName();
  // A cluster that somebody else started is not ours to stop.
  const release = (await knownSite(name)) ? () => {} : downAtExit(name);
  const { started } = await up(name, progressOn(process.stderr));
  if (!started) release();
  return {
    name,
    started,
    async [Symbol.asyncDispose]() {
      if (!started) return;
      await down(name);
      release();
    },
  };
}
