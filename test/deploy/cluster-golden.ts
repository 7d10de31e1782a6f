import { expectGolden } from "../cli/golden.ts";
import type { Ran } from "../cli/tntc.ts";
import type { Ground } from "./ground.ts";
import { named } from "./named.ts";
import { ranText } from "./ran-text.ts";

/** Compares all that a command said and how it ended with a golden file, whatever this cluster's names and times are. */
export function expectClusterGolden(name: string, ran: Ran, at: Pick<Ground, "namespace" | "cluster">): void {
  expectGolden(`cluster/${name}`, named(ranText(ran), at));
}
