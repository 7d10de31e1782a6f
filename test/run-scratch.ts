/** The scratch folder of this test run, which all workers share; `scratchFolder` names it. */
export function runScratch(): string {
  const folder = process.env["TENTACULAR_TEST_SCRATCH"];
  if (!folder) throw new Error("TENTACULAR_TEST_SCRATCH is not set: tests are started by vitest");
  return folder;
}
