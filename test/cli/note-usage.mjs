// Loaded into the program under test by NODE_OPTIONS: notes what each of its processes used when it ends.
import { appendFileSync } from "node:fs";

process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const used = { mebibytes: maxRSS / 1024, seconds: (userCPUTime + systemCPUTime) / 1e6 };
  appendFileSync(process.env.TENTACULAR_TEST_USAGE, `${JSON.stringify(used)}\n`);
});
