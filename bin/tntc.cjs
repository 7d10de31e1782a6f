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
  // A terminal signals the whole group: what is passed on, too, would count as a second Ctrl-C.
  const heard = [0, 1, 2].some((stream) => require("node:tty").isatty(stream));
  process.on("SIGINT", () => heard || child.kill("SIGINT"));
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal ? 130 : code));
}

function refuse(name, place, remedy) {
  console.error("Error: " + name + "\n  Found at: " + place + "\n  Remedy: " + remedy);
  process.exitCode = 4;
}

function refuseUnbuilt() {
  refuse("Tentacular is not built in this checkout (NOT-BUILT)", root, "Run make setup there");
}

function refuseOldNode() {
  const name = "Tentacular needs Node 22.12 or newer, but this is Node " + process.versions.node + " (NODE-TOO-OLD)";
  refuse(name, process.execPath, "Install a newer Node (https://nodejs.org) and put it first on the PATH");
}

if (!fs.existsSync(path.join(root, "dist", "main.cjs"))) refuseUnbuilt();
else if (!isOldNode()) start();
else if (fs.existsSync(pinned)) startOn(pinned);
else refuseOldNode();
