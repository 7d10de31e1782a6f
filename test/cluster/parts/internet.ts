import { join } from "node:path";
import { inquire } from "../internet/inquire.ts";
import { inInternet } from "../internet/internet-network.ts";
import type { Part } from "../part.ts";

const program = join(import.meta.dirname, "../internet/main.ts");

/** Servers that play the internet, and answer with what they saw. */
export const internet: Part = {
  name: "internet",
  after: [],
  programs: [],
  command: (site) =>
    inInternet(site, [
      process.execPath,
      program,
      site.file("pki/internet.crt"),
      site.file("pki/internet.key"),
      site.internetSocket,
    ]),
  ready: (site) =>
    inquire(site).then(
      () => true,
      () => false,
    ),
};
