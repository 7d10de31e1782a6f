import { expect, test } from "vitest";
import { versionFit } from "./version-fit.ts";

test.each([
  ["1.2.0", "1.2.9", "yes", ""],
  ["1.2.0", "1.3.0", "nearly", "Upgrade the system chart: tntc cluster install"],
  ["1.4.0", "1.3.0", "nearly", "Use tntc 1.4, the version of the system chart"],
  ["1.2.0", "2.0.0", "no", "Upgrade the system chart: tntc cluster install"],
  ["2.0.0", "1.9.0", "no", "Use tntc 2.0, the version of the system chart"],
  ["", "1.9.0", "nearly", "Upgrade the system chart: tntc cluster install"],
])('system chart "%s" and program "%s": %s', (chart, program, fits, remedy) => {
  expect(versionFit({ version: chart }, program)).toMatchObject({ fits, remedy });
});
