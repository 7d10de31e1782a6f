import type { Row } from "../row.ts";
import { chain } from "./chain.ts";
import { compute } from "./compute.ts";
import { latency } from "./latency.ts";
import { memory } from "./memory.ts";
import { throughput } from "./throughput.ts";

/** What the engine's figures are, each against its peer. Needs `dist/`. */
export async function* engineRows(): AsyncGenerator<Row> {
  yield await latency();
  yield await chain();
  yield* await compute();
  yield await throughput();
  yield* await memory();
}
