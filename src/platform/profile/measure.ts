import type { Kube } from "../../cluster/api/kube.ts";
import { TentacularError } from "../../errors.ts";
import { type ProbeOptions, probe } from "../probe/probe.ts";
import type { ClusterProfile } from "./cluster-profile.ts";
import type { Reader } from "./reader.ts";

/** What only pods can find out. */
export type Measured = Pick<ClusterProfile["network"], "policies" | "names">;

const unmeasured: Measured = { policies: "not measured", names: "not measured" };

/** Asks two pods about the network; where they do not come to run, nothing was measured, and it is said why. */
export async function measure(kube: Kube, options: ProbeOptions, { unseen }: Reader): Promise<Measured> {
  try {
    const { allowed, ingress, egress, names } = await probe(kube, options);
    const measured: Measured = {
      policies: ingress && egress ? "enforced" : "not enforced",
      names: names.every(({ address }) => address !== undefined) ? "resolve" : "do not resolve",
    };
    if (allowed) return measured;
    unseen("NetworkPolicy", "pods cannot reach each other even where policies allow it");
    return { ...measured, policies: "not measured" };
  } catch (error) {
    if (!(error instanceof TentacularError) || error.exit === "interrupted") throw error;
    unseen("NetworkPolicy and DNS", error.message);
    return unmeasured;
  }
}
