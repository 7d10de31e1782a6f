import { plantRegistry } from "../../npm-registry/plant-registry.ts";
import { verdaccioProgram } from "../../npm-registry/verdaccio-program.ts";
import type { Part } from "../part.ts";
import { probe } from "../probe.ts";
import type { Site } from "../site.ts";

/** A real npm registry. It runs beside the cluster, because its packages come from a registry of the world outside. */
export const npmRegistry: Part = {
  name: "npm-registry",
  after: [],
  programs: [],
  prepare: (site) => plantRegistry(site.file("npm-registry")),
  onMachine: true,
  command: async (site) => [
    process.execPath,
    await verdaccioProgram(),
    "--config",
    site.file("npm-registry/config.yaml"),
    "--listen",
    addressOf(site),
  ],
  ready: (site) => probe(site, `http://${addressOf(site)}/-/ping`),
};

const addressOf = (site: Site) => `${site.machineIp}:4873`;
