import { writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { TentacularError } from "../errors.ts";
import { junit } from "./junit.ts";
import { makeFolder } from "./make-folder.ts";
import type { TestReport } from "./test-report.ts";

/**
 * Writes a report as JUnit XML, with the folders that the file needs.
 *
 * @throws JUNIT-FILE (failed)
 */
export async function writeJunit(file: string, report: TestReport, options: { strictDrift: boolean }): Promise<void> {
  try {
    await makeFolder(dirname(file));
    await writeFile(file, junit(report, options));
  } catch (cause) {
    throw new TentacularError(`Cannot write the JUnit file "${file}"`, {
      code: "JUNIT-FILE",
      remedy: `Name a file that can be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      place: { file },
      cause,
    });
  }
}
