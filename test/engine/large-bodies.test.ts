import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { ownBytesIn } from "../../engine/supervisor/own-bytes-in.ts";
import { startEngine, type TestEngine } from "./start-engine.ts";
import { writeWorkflow } from "./write-workflow.ts";

const MiB = 1024 * 1024;
const echo = "export default (_ctx: unknown, input: unknown) => input;\n";
const twice = "export default (_ctx: unknown, input: { text: string }) => input.text + input.text;\n";
/** As the pod has it. */
const env = { MALLOC_MMAP_THRESHOLD_: "131072", MALLOC_ARENA_MAX: "1" };

/** One run over a connection that the client would keep. */
function post(engine: TestEngine, agent: Agent, body: string): Promise<{ status: number; connection: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(`${engine.url}/run`, { method: "POST", agent }, (answer) => {
      const { statusCode: status = 0, headers } = answer;
      answer.resume().on("end", () => resolve({ status, connection: headers.connection ?? "" }));
    });
    asked.on("error", reject).end(body);
  });
}

/** Bytes that are the supervisor's own. */
function ownBytes({ child }: TestEngine): number {
  return ownBytesIn(readFileSync(`/proc/${child.pid}/status`, "utf8")) ?? Number.NaN;
}

test("many connections that have carried much leave room in the container, and those that carried little are kept", async () => {
  const dir = writeWorkflow({ nodes: { echo, twice }, edges: [["echo", "twice"]] });
  const engine = await (await startEngine(dir, ["--memory", "256"], { env })).ready();
  const agents: Agent[] = [];
  onTestFinished(() => agents.forEach((agent) => void agent.destroy()));
  const agentFor = () => agents[agents.push(new Agent({ keepAlive: true })) - 1] as Agent;
  const large = JSON.stringify({ text: "y".repeat(900_000) });

  let [most, served] = [0, 0];
  for (let burst = 0; burst < 7; burst++) {
    const agent = agentFor();
    const answers = await Promise.all(Array.from({ length: 16 }, () => post(engine, agent, large)));
    for (const { status, connection } of answers) {
      expect([200, 429]).toContain(status);
      expect(connection).toBe("close");
      served += Number(status === 200);
    }
    most = Math.max(most, ownBytes(engine));
  }
  expect(served).toBeGreaterThan(30);
  // The runner has its own bound of 160 MiB.
  expect(most).toBeLessThan(140 * MiB);
  expect((await post(engine, agentFor(), '{"text":"y"}')).connection).not.toBe("close");
});
