import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { run } from "../cli/tntc.ts";
import { networkEnv } from "./network-env.ts";

/** The path of a Node of exactly this version, fetched once into the user's cache. */
export async function nodeAt(version: string): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`;
  const caches = process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache");
  const folder = join(caches, "tentacular", "tools", `node-${version}`);
  const path = join(folder, "node_modules", name, "bin", "node");
  if (existsSync(path)) return path;
  const install = ["npm", "install", "--prefix", folder, "--ignore-scripts", "--no-save", `${name}@${version}`];
  const { exitCode, stderr } = await run(install, { timeout: 240_000, env: networkEnv() });
  if (exitCode !== 0) throw new Error(`Node ${version} cannot be fetched: ${stderr}`);
  return path;
}
