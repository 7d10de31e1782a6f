import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { readyEngine } from "./start-engine.ts";
import { writeWorkflow } from "./write-workflow.ts";

/** How often the process's main thread has gone to sleep. */
function sleeps(pid: string | number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^voluntary_ctxt_switches:\s*(\d+)$/m.exec(status)?.[1]);
}

test("once a run is over and nothing is to do, neither the engine nor its runner wakes more than 20 times a second", async () => {
  const engine = await readyEngine(writeWorkflow({ nodes: { says: "export default () => 1;\n" } }));
  expect((await engine.run({})).body.outputs).toEqual({ says: 1 });
  const both = [engine.child.pid, engine.runners[0]];
  const slept = () => both.map(sleeps);
  // For two seconds it looks closely after what a run may have left behind.
  await wait(3500);
  const before = slept();
  await wait(2000);
  for (const [index, after] of slept().entries()) expect(after - (before[index] ?? 0)).toBeLessThan(40);
});
