import { fstatSync } from "node:fs";

const stdout = 1;

/** The terminal that stdout is, if it is one. Node's stream for a pipe takes a quarter of a short start to load. */
export function terminal(): NodeJS.WriteStream | undefined {
  return fstatSync(stdout).isCharacterDevice() ? process.stdout : undefined;
}
