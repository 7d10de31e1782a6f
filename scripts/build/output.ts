/** A file that a step of the build made: its path below dist/, and its bytes. */
export type Output = { path: string; bytes: Uint8Array };
