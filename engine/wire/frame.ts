/** What a frame says. The supervisor sends the first four, the runner the others. */
export const kinds = {
  load: 1,
  run: 2,
  ping: 3,
  tidy: 4,
  loaded: 10,
  broken: 11,
  succeeded: 12,
  failed: 13,
  log: 14,
  pong: 15,
} as const;

/** The byte that says what a frame is. */
export type Kind = (typeof kinds)[keyof typeof kinds];

/**
 * One message between supervisor and runner: `[u32 length][u8 kind][u32 run][u32 head length][head][body]`.
 * Head and body are UTF-8; the body of a result is passed on as text, never parsed on the way.
 */
export type Frame = {
  kind: Kind;
  /** The supervisor's own number of the run; 0 when the frame is about no run. */
  run: number;
  head: string;
  body: string;
};
