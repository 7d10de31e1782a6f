/** A finding before it has a place: where in the data, and what about it. */
export type Problem = {
  /** A stable name in SCREAMING-KEBAB-CASE. */
  code: string;
  /** @default "error" */
  severity?: "error" | "warning";
  path: readonly PropertyKey[];
  /** Which side of `key: value` to point at. @default "value" */
  on?: "key" | "value";
  message: string;
  remedy: string;
};
