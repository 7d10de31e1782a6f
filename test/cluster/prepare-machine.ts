import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { TentacularError } from "../../src/errors.ts";
import type { Progress } from "../../src/output/progress.ts";
import { run } from "./run.ts";
import { requireLinuxRoot, worksWithoutCluster } from "./why-no-cluster.ts";

/** Programs of the machine, and the Debian package that has each. */
const packages = {
  ip: "iproute2",
  nsenter: "util-linux",
  openssl: "openssl",
  nft: "nftables",
  iptables: "iptables",
  ipset: "ipset",
  gcc: "gcc",
  "pkg-config": "pkg-config",
  buildah: "buildah",
  podman: "podman",
  zsh: "zsh",
  fish: "fish",
  git: "git",
};

/** Stops where the machine can run no cluster; on Debian as root, installs what is missing, aloud. */
export async function prepareMachine(progress: Progress): Promise<void> {
  requireLinuxRoot();
  const missing = await missingPackages();
  if (missing.length === 0) return;
  if (!existsSync("/etc/debian_version")) throw mustInstall(missing);
  progress.step(`apt-get install --no-install-recommends ${missing.join(" ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run(["apt-get", "update", "-qq"], { env, tolerant: true });
  await run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", ...missing], { env });
  progress.done(`installed ${missing.join(", ")}`);
}

async function missingPackages(): Promise<string[]> {
  const found = Object.entries(packages).filter(([program]) => !onPath(program));
  const missing = new Set(found.map(([, name]) => name));
  if (!(await hasSeccomp())) missing.add("libseccomp-dev");
  if (missing.has("gcc")) missing.add("libc6-dev");
  // The tools that judge charts are Python's, in an environment of their own.
  if (!(await canMakeVenv())) missing.add("python3-venv");
  return [...missing];
}

function onPath(program: string): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));
}

async function hasSeccomp(): Promise<boolean> {
  return run(["pkg-config", "--exists", "libseccomp"]).then(
    () => true,
    () => false,
  );
}

async function canMakeVenv(): Promise<boolean> {
  return run(["python3", "-c", "import ensurepip, venv"]).then(
    () => true,
    () => false,
  );
}

function mustInstall(missing: string[]): TentacularError {
  return new TentacularError(`The test cluster needs ${missing.join(", ")} (names of Debian packages)`, {
    code: "MACHINE-NOT-READY",
    exit: "preflight",
    remedy: `Install them; until then ${worksWithoutCluster}`,
  });
}
