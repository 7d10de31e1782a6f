/** One way to try, as data. */
export type Target =
  | { way: "connect"; host: string; port: number }
  | { way: "get"; url: string }
  | { way: "resolve"; name: string; server?: string };

/** `denied`: Deno did not let it begin. `lost`: it began and was refused, or nothing answered in time. */
export type Outcome = "reached" | "denied" | "lost";
