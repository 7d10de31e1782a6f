import { after } from "./after.ts";

/** Answers after `ms` milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => after(ms, resolve));
}
