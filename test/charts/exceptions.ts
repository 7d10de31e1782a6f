import { readFileSync } from "node:fs";
import { join, matchesGlob } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { packageRoot } from "../../src/package-root.ts";

/** Something that a tool says of an object of a chart. */
export type Finding = { check: string; chart: string; object: string; message: string };

const exception = z.strictObject({
  check: z.string(),
  chart: z.string(),
  objects: z.array(z.string()).min(1),
  reason: z.string().min(20),
});
const file = z.strictObject({ "kube-score": z.array(exception), checkov: z.array(exception) });

/** A finding that is left so, and why. */
export type Exception = z.infer<typeof exception>;

/** The exceptions of one tool, from `.ct/exceptions.yaml`. */
export function exceptions(tool: keyof z.infer<typeof file>): Exception[] {
  return file.parse(parse(readFileSync(join(packageRoot(), ".ct/exceptions.yaml"), "utf8")))[tool];
}

/** Whether the exception speaks of the finding. */
export function covers({ check, chart, objects }: Exception, finding: Finding): boolean {
  const same = check === finding.check && chart === finding.chart;
  return same && objects.some((object) => matchesGlob(finding.object, object));
}
