/** One revision of one release, as far as the metadata of its Secret tells. */
export type ReleaseRevision = {
  workflow: string;
  namespace: string;
  revision: number;
  /** Helm's word: "deployed", "superseded", "failed", "pending-upgrade", … */
  status: string;
  /** The workflow's own version, e.g. "1.0"; empty when the release is not ours. */
  version: string;
  /** First 12 hex digits of the code digest. */
  code: string;
  /** Says what chart and values it was made of, see `difference`: two of the same place the same objects. Absent when nobody wrote it down. */
  fingerprint?: string;
  /** Whether its pods were seen serving: "started" (not yet seen), "settled" or "failed"; empty when it is not ours. */
  rollout: string;
  /** When it was made, ISO 8601. */
  at: string;
};
