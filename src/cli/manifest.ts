import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../package-root.ts";

/** A flag, as help and completion need it. */
export type FlagEntry = {
  name: string;
  type: "boolean" | "option";
  char?: string;
  summary?: string;
  description?: string;
  options?: string[];
  default?: unknown;
  helpValue?: string | string[];
  helpGroup?: string;
  env?: string;
  required?: boolean;
  multiple?: boolean;
  hidden?: boolean;
  allowNo?: boolean;
};

/** A positional argument. */
export type ArgEntry = {
  name: string;
  description?: string;
  required?: boolean;
  multiple?: boolean;
  options?: string[];
  default?: unknown;
  hidden?: boolean;
};

/** What one command is called, takes and says of itself. */
export type CommandEntry = {
  /** Its words, joined by colons. */
  id: string;
  summary?: string;
  description?: string;
  examples?: (string | { description: string; command: string })[];
  args: Record<string, ArgEntry>;
  flags: Record<string, FlagEntry>;
  hidden?: boolean;
};

/** All commands as data, so that help, completion and dispatch load none of them. */
export type Manifest = { version: string; commands: Record<string, CommandEntry> };

/** Reads the manifest that the build wrote beside the program. */
export function readManifest(): Manifest {
  return JSON.parse(readFileSync(join(packageRoot(), "dist", "oclif.manifest.json"), "utf8"));
}
