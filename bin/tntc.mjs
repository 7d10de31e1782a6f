#!/usr/bin/env node
// Starts tntc. Old Nodes must be able to parse this file, so that they can say what they lack.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pinned = join(root, "node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");

function isOldNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major < 22 || (major === 22 && minor < 12);
}

function start() {
  // A checkout rebuilds often: what is compiled of it lives and dies with its packages.
  const ours = existsSync(join(root, "src"));
  const caches = ours ? join(root, "node_modules", ".cache") : process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  module.enableCompileCache(join(caches, "tentacular", "compiled"));
  import("../dist/main.js");
}

function startOn(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url)].concat(process.argv.slice(2)), { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal ? 130 : code));
}

function refuse() {
  const name = `Tentacular needs Node 22.12 or newer, but this is Node ${process.versions.node}`;
  const remedy = "Install a newer Node (https://nodejs.org) and put it first on the PATH";
  console.error(`Error: ${name} (NODE-TOO-OLD)\n  Found at: ${process.execPath}\n  Remedy: ${remedy}`);
  process.exitCode = 4;
}

if (!isOldNode()) start();
else if (existsSync(pinned)) startOn(pinned);
else refuse();
