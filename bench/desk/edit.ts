import { setTimeout as wait } from "node:timers/promises";
import { program } from "../../test/desk/program.ts";
import { sample } from "../../test/desk/sample.ts";
import { untilItSays } from "../../test/desk/until-it-says.ts";
import { median } from "../median.ts";
import type { Row } from "../row.ts";

const reach = 150;
const says = (word: string) => `export default async () => "${word}";\n`;

/** From the save of a node to the first answer of its new code, while `tntc dev` serves the workflow. */
export async function edit(edits: number): Promise<Row> {
  using space = sample({ nodes: { word: says("edit-0-") } });
  await using dev = program(["dev", "--port", "0"], { cwd: space.dir });
  const [url] = await dev.sees(/http:\/\/127\.0\.0\.1:\d+/);
  await untilItSays(url, "edit-0-");
  const times: number[] = [];
  for (let turn = 1; turn <= edits; turn++) {
    space.write({ "nodes/word.ts": says(`edit-${turn}-`) });
    times.push(await untilItSays(url, `edit-${turn}-`));
    // People save less often than this, and the engine uses the time to start the next runner.
    await wait(500);
  }
  const seen = median(times);
  return {
    what: "An edit under `tntc dev` answers, p50",
    against: "–",
    reach: `≤ ${reach} ms`,
    seen: `${seen.toFixed(0)} ms`,
    met: seen <= reach,
  };
}
