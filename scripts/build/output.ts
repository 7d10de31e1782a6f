/** A file that a step of the build made. */
export type Output = {
  /** Its path below dist/. */
  path: string;
  bytes: Uint8Array;
  /** The sources whose code is in it, as the bundler names them. @default none */
  sources?: string[];
};
