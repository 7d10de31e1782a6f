/** What was found of one thing that a deploy needs. */
export type Check = {
  /** Stable, for programs: e.g. "namespace", "permissions". */
  id: string;
  /** pass: as it should be · warn: a deploy works, yet something is weak · fail: a deploy fails · skip: not looked at. */
  state: "pass" | "warn" | "fail" | "skip";
  /** One sentence: what was found. */
  message: string;
  /** What mends it; of what was skipped, how it can be looked at. */
  remedy?: string;
};
