import type { Part } from "../part.ts";
import { probe } from "../probe.ts";

/** A real image registry, at the same address for the machine, the node and the pods. */
export const registry: Part = {
  name: "registry",
  after: [],
  programs: ["crane"],
  files: () => ({ "registry/.keep": "" }),
  command: (site) => [
    site.program("crane"),
    "registry",
    "serve",
    `--address=${site.registry}`,
    `--disk=${site.file("registry")}`,
  ],
  ready: (site) => probe(site, `http://${site.registry}/v2/`),
};
