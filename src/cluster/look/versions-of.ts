import type { Kube } from "../api/kube.ts";
import type { Helm } from "../helm/helm.ts";
import { ownReleases } from "../release/own-releases.ts";
import { workflowUnknown } from "./workflow-unknown.ts";

/** One deploy or rollback of a workflow, as Helm keeps it. */
export type Version = {
  /** Helm's number: counts every deploy and every rollback. */
  revision: number;
  /** The workflow's own version. */
  version: string;
  /** First 12 hex digits of the code digest. */
  code: string;
  /** Helm's word: "deployed", "superseded", …; "failed" also where Helm was content but the pods did not serve. */
  status: string;
  at: string;
  description: string;
};

/**
 * All kept revisions, newest first. Facts come from metadata; only the descriptions are asked of Helm.
 *
 * @throws {TentacularError} `WORKFLOW-UNKNOWN` (notFound), also for a Helm release that is not a workflow
 */
export async function versionsOf(kube: Kube, helm: Pick<Helm, "history">, workflow: string): Promise<Version[]> {
  const [revisions, history] = await Promise.all([ownReleases(kube, workflow), helm.history(workflow)]);
  if (revisions.length === 0) throw await workflowUnknown(kube, workflow, "release history");
  const descriptions = new Map(history.map(({ revision, description }) => [revision, description]));
  return revisions.map(({ revision, version, code, status, rollout, at }) => ({
    revision,
    version,
    code,
    status: rollout === "failed" ? "failed" : status,
    at,
    description: descriptions.get(revision) ?? "",
  }));
}
