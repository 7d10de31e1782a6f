import { packageRoot } from "../../src/package-root.ts";
import { kubectlBinary } from "../../test/cluster/helm-binary.ts";
import type { Row } from "../row.ts";
import { startUp } from "./start-up.ts";

/** A command line of ours, and how many times as long as its peer it may take. */
const measured = [
  { what: "`tntc --version`", args: ["--version"], reach: 1 },
  { what: "`tntc --help`", args: ["--help"], reach: 1 },
  { what: "`tntc validate` of a small workflow", args: ["validate", "examples/hello"], reach: 2 },
];

/** How long `tntc` takes to answer, beside the program that people have at hand. Needs `dist/`. */
export async function* cliRows(turns: number): AsyncGenerator<Row> {
  const tntc = `${packageRoot()}/node_modules/.bin/tntc`;
  const peer = [await kubectlBinary(), "version", "--client"];
  const [kubectl = Number.NaN, ...times] = startUp([peer, ...measured.map(({ args }) => [tntc, ...args])], turns);
  yield* measured.map(({ what, reach }, at) => {
    const time = times[at] ?? Number.NaN;
    const seen = `${(time / kubectl).toFixed(2)}× (${time.toFixed(0)} ms / ${kubectl.toFixed(0)} ms)`;
    return { what, against: "`kubectl version --client`", reach: `≤ ${reach}.0×`, seen, met: time <= reach * kubectl };
  });
}
