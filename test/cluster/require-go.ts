import { TentacularError } from "../../src/errors.ts";
import { run } from "./run.ts";
import { worksWithoutCluster } from "./why-no-cluster.ts";

const needed = [1, 26, 6];

/** Stops with one clear error where Go is missing or older than the parts need. */
export async function requireGo(): Promise<void> {
  const said = await run(["go", "env", "GOVERSION"], { env: { ...process.env, GOTOOLCHAIN: "local" } }).catch(() => "");
  const found = /^go(\d+)\.(\d+)(?:\.(\d+))?/.exec(said.trim());
  if (!found) throw refusal("Go is not installed");
  const version = found.slice(1).map((part) => Number(part ?? 0));
  if (older(version, needed)) throw refusal(`Go ${version.join(".")} is too old`);
}

function older(version: number[], than: number[]): boolean {
  const different = than.findIndex((part, index) => part !== version[index]);
  return different >= 0 && (version[different] ?? 0) < (than[different] ?? 0);
}

function refusal(what: string): TentacularError {
  return new TentacularError(`${what}, and the test cluster is built from source`, {
    code: "GO-MISSING",
    exit: "preflight",
    remedy: `Install Go ${needed.join(".")} or newer; ${worksWithoutCluster}`,
  });
}
