import { rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { exitCodes, TentacularError } from "../../src/errors.ts";
import { progressOn } from "../../src/output/progress.ts";
import { down } from "./down.ts";
import { downAtExit } from "./down-at-exit.ts";
import { clusterName } from "./fixture.ts";
import { healthOf } from "./health-of.ts";
import { knownSite } from "./known-site.ts";
import { shellSettings } from "./shell-settings.ts";
import type { Site } from "./site.ts";
import { up } from "./up.ts";
import { requireLinuxRoot } from "./why-no-cluster.ts";

const progress = progressOn(process.stderr);

// A reader such as "head" may leave before the end.
process.stdout.on("error", () => {});

const commands: Record<string, (name: string) => Promise<number>> = {
  async up(name) {
    const begun = performance.now();
    const disarm = (await knownSite(name)) ? () => {} : downAtExit(name);
    const { site, started } = await up(name, progress);
    disarm();
    // Whoever asks for a cluster by hand keeps it, also one that a killed suite has left.
    await rm(site.ownerFile, { force: true });
    const settings = await shellSettings(site);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    progress.line(started ? `Cluster "${name}" is up after ${seconds} s` : `Cluster "${name}" was up already`);
    describe(site);
    sayNext(site, settings);
    return exitCodes.ok.code;
  },
  async down(name) {
    const ended = await down(name);
    progress.line(ended ? `Cluster "${name}" is down, and nothing of it is left` : `There is no cluster "${name}"`);
    return exitCodes.ok.code;
  },
  async status(name) {
    const site = await knownSite(name);
    if (!site) {
      progress.line(`There is no cluster "${name}"`);
      return exitCodes.notFound.code;
    }
    const { healthy, parts } = await healthOf(site);
    for (const part of parts) print(part.name, `${part.state}${part.pid ? ` (pid ${part.pid})` : ""}`);
    describe(site);
    return healthy ? exitCodes.ok.code : exitCodes.failed.code;
  },
};

function describe(site: Site): void {
  progress.end();
  print("kubeconfig", site.kubeconfig);
  print("context", site.scope);
  print("registry", site.registry);
  print("logs", site.file("logs"));
}

/** The first engine image has to be built here: no registry has it. */
function sayNext({ registry }: Site, settings: string): void {
  const lines = [
    `. ${settings}   # KUBECONFIG; tntc, helm and kubectl; settings of their own`,
    `tntc build --registry ${registry} --push --plain-http --builder buildah`,
    "tntc init hello && cd hello && tntc deploy && tntc run hello",
  ];
  process.stdout.write(`\nTo use it, in your shell:\n${lines.map((line) => `  ${line}\n`).join("")}`);
}

function print(key: string, value: string): void {
  process.stdout.write(`${key.padEnd(20)}${value}\n`);
}

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { name: { type: "string", default: clusterName() }, help: { type: "boolean", short: "h" } },
  });
  const command = commands[positionals[0] ?? ""];
  if (command && positionals.length === 1 && !values.help) {
    requireLinuxRoot();
    return command(values.name);
  }
  progress.line("Usage: node test/cluster/main.ts up|down|status [--name NAME]");
  return values.help ? exitCodes.ok.code : exitCodes.usage.code;
}

process.exitCode = await main().catch((error: Error) => {
  progress.line(
    error instanceof TentacularError ? `${error.message}\n  ${error.remedy}` : (error.stack ?? String(error)),
  );
  return error instanceof TentacularError ? exitCodes[error.exit].code : exitCodes.internal.code;
});
