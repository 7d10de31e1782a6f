import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { join } from "node:path";

/** One cluster: its name and every name, path and address that follows from it. Nothing else may be wired in. */
export type Site = {
  name: string;
  /** Which of the address ranges it holds, 0 to 63. */
  slot: number;
  /** Keys, logs, data, kubeconfig. */
  dir: string;
  /** What runs: pids, sockets, container state; short, because a socket's path holds 107 bytes. */
  run: string;
  /** Name of the kube context and of the top cgroup. */
  scope: string;
  /** The file that holds its network namespace. */
  netns: string;
  /** The file that holds the network namespace of its internet. */
  internet: string;
  /** Where the servers of its internet tell the machine what they saw. */
  internetSocket: string;
  /** The veth pair: its end on the machine, and its end in the namespace. */
  link: { machine: string; inside: string };
  /** The machine's address as the cluster sees it. */
  machineIp: string;
  nodeIp: string;
  podRange: string;
  podSubnet: string;
  serviceRange: string;
  apiServiceIp: string;
  dnsIp: string;
  apiUrl: string;
  /** `host:port` of the image registry, the same on the machine, for the node, and in pods. */
  registry: string;
  kubeconfig: string;
  /** Names the suite of tests that started this cluster and will stop it. */
  ownerFile: string;
  containerdSocket: string;
  /** A file of this cluster, by its path below `dir`. */
  file(path: string): string;
  /** A program of this cluster, by name. */
  program(name: string): string;
};

/** Where every cluster of this machine has its sockets, and is found by name. */
export const runFolder = "/run/tentacular";

/** Held by whoever adds a cluster to this machine, or looks whether it was the last. */
export const slotsLock = join(runFolder, ".slots.lock");

/** Everything that follows from a cluster's name and its slot of addresses (198.18.0.0/15 is set aside for tests). */
export function siteOf(name: string, slot: number, dir = join(cacheFolder(), "clusters", name)): Site {
  const run = join(runFolder, name);
  const scope = `tentacular-${name}`;
  const nodeIp = `198.18.${slot}.2`;
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return {
    name,
    slot,
    dir,
    run,
    scope,
    netns: `${run}/netns`,
    internet: `${run}/internet`,
    internetSocket: `${run}/internet.sock`,
    link: { machine: `tnt-${digest}`, inside: "uplink" },
    machineIp: `198.18.${slot}.1`,
    nodeIp,
    podRange: `10.${128 + slot}.0.0/16`,
    podSubnet: `10.${128 + slot}.0.0/24`,
    serviceRange: `10.${64 + slot}.0.0/16`,
    apiServiceIp: `10.${64 + slot}.0.1`,
    dnsIp: `10.${64 + slot}.0.10`,
    apiUrl: `https://${nodeIp}:6443`,
    registry: `${nodeIp}:5000`,
    kubeconfig: join(dir, "kubeconfig"),
    ownerFile: join(run, "suite"),
    containerdSocket: `${run}/containerd.sock`,
    file: (path) => join(dir, path),
    program: (program) => join(dir, "bin", program),
  };
}

/** Where everything that costs time to make is kept between runs. */
export function cacheFolder(): string {
  return join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "tentacular");
}
