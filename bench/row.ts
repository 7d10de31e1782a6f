/** One line of the table in docs/benchmarks.md: a figure of ours against a named peer, both from the same run. */
export type Row = {
  /** What is measured, e.g. `tntc --version`. */
  what: string;
  /** The peer, e.g. `kubectl version --client`; "–" where there is none. */
  against: string;
  /** The bound, as the table says it, e.g. `≤ 1.0×`. */
  reach: string;
  /** What was seen, with unit, e.g. `0.72× (43 ms / 60 ms)`. */
  seen: string;
  met: boolean;
};
