import type { Part } from "../part.ts";
import { probe } from "../probe.ts";

/** What the API server remembers. Written without fsync: the data of a test need not outlive the machine. */
export const etcd: Part = {
  name: "etcd",
  after: [],
  programs: ["etcd"],
  command: (site) => [
    site.program("etcd"),
    `--name=${site.name}`,
    `--data-dir=${site.file("etcd")}`,
    "--listen-client-urls=http://127.0.0.1:2379",
    "--advertise-client-urls=http://127.0.0.1:2379",
    "--listen-peer-urls=http://127.0.0.1:2380",
    `--initial-cluster=${site.name}=http://127.0.0.1:2380`,
    "--initial-advertise-peer-urls=http://127.0.0.1:2380",
    `--listen-metrics-urls=http://${site.nodeIp}:2381`,
    "--unsafe-no-fsync",
    "--log-level=warn",
  ],
  ready: (site) => probe(site, `http://${site.nodeIp}:2381/health`),
};
