#!/usr/bin/env node
// Starts tntc. Old Nodes must be able to parse this file, so that they can say what they lack.
"use strict";
const fs = require("node:fs");
const path = require("node:path");

const root = path.dirname(__dirname);
const pinned = path.join(root, "node_modules", "node-" + process.platform + "-" + process.arch, "bin", "node");

function isOldNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major < 22 || (major === 22 && minor < 12);
}

function start() {
  // A checkout rebuilds often: what is compiled of it lives and dies with its packages.
  const inCheckout = fs.existsSync(path.join(root, "src"));
  const own = inCheckout ? path.join(root, "node_modules", ".cache") : process.env.XDG_CACHE_HOME;
  const caches = own || path.join(require("node:os").homedir(), ".cache");
  require("node:module").enableCompileCache(path.join(caches, "tentacular", "compiled"));
  require("../dist/main.cjs");
}

function startOn(node) {
  const child = require("node:child_process").spawn(node, [__filename].concat(process.argv.slice(2)), {
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal ? 130 : code));
}

function refuse() {
  const name = "Tentacular needs Node 22.12 or newer, but this is Node " + process.versions.node;
  const remedy = "Install a newer Node (https://nodejs.org) and put it first on the PATH";
  console.error("Error: " + name + " (NODE-TOO-OLD)\n  Found at: " + process.execPath + "\n  Remedy: " + remedy);
  process.exitCode = 4;
}

if (!isOldNode()) start();
else if (fs.existsSync(pinned)) startOn(pinned);
else refuse();
