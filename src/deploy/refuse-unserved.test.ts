import { expect, test } from "vitest";
import { parseWorkflow } from "../workflow/parse-workflow.ts";
import { planFor } from "./plan-for.ts";
import { refuseUnserved } from "./refuse-unserved.ts";

function refusing(more: string): () => void {
  const { spec, findings } = parseWorkflow(`name: w\nversion: "1.0"\nnodes: { a: { path: a.ts } }\n${more}`);
  if (!spec) throw new Error("The workflow does not parse");
  const workflow = { spec, dir: ".", findings, source: "", files: [], imports: [], references: [] };
  return () => refuseUnserved(planFor(workflow, {}, {}), findings);
}

const queue = (name: string) => `  - { type: queue, name: ${name}, subject: s }\n`;

test("a trigger that is not served is refused at its line", () => {
  expect(refusing(`triggers:\n  - { type: manual }\n${queue("orders")}`)).toThrow(
    expect.objectContaining({
      message: 'This version cannot serve triggers[1] (queue "orders")',
      place: { file: "workflow.yaml", line: 6, column: 13 },
      remedy: "Remove it; manual and cron triggers are served",
    }),
  );
});

test("several are named at once, at the place of the first", () => {
  expect(refusing(`triggers:\n${queue("a")}${queue("b")}`)).toThrow(
    expect.objectContaining({
      message: expect.stringMatching(/"a".*"b"/),
      place: expect.objectContaining({ line: 5 }),
      remedy: expect.stringContaining("Remove them"),
    }),
  );
});

test("a sidecar is refused at its line", () => {
  expect(refusing("sidecars:\n  - { name: db, image: r.example/db:1, port: 5432 }\n")).toThrow(
    expect.objectContaining({ code: "SIDECAR-UNSERVED", place: expect.objectContaining({ line: 5 }) }),
  );
});

test("what is served is not refused", () => {
  expect(refusing("triggers: [{ type: manual }]\n")).not.toThrow();
});
