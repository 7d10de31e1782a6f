import { statfsSync } from "node:fs";
import { pauseImage } from "../images/pause-image.ts";
import type { Part } from "../part.ts";
import { run } from "../run.ts";
import type { Site } from "../site.ts";

/** Runs containers with runc, or with gVisor where a pod asks for it, in pods joined by a bridge. */
export const containerd: Part = {
  name: "containerd",
  after: ["registry"],
  programs: [
    ...(["containerd", "containerd-shim-runc-v2", "ctr", "runc", "bridge", "host-local"] as const),
    ...(["runsc", "containerd-shim-runsc-v1"] as const),
  ],
  files: (site) => ({
    "containerd.toml": config(site),
    "runsc.toml": sandbox(site),
    [`registries/${site.registry}/hosts.toml`]: `server = "http://${site.registry}"\n`,
    "cni/10-bridge.conflist": `${JSON.stringify(network(site), undefined, 2)}\n`,
  }),
  command: (site) => [site.program("containerd"), `--config=${site.file("containerd.toml")}`, "--log-level=warn"],
  ready: (site) => responds(site),
};

async function responds(site: Site): Promise<boolean> {
  return run([site.program("ctr"), "--address", site.containerdSocket, "version"]).then(
    () => true,
    () => false,
  );
}

/** Overlays cannot lie on an overlay, as where this machine is itself a container; there, layers are copied. */
function snapshotter(site: Site): string {
  const overlay = 0x794c7630;
  return statfsSync(site.dir).type === overlay ? "native" : "overlayfs";
}

const config = (site: Site) => `version = 3
root = "${site.file("containerd")}"
state = "${site.run}/containerd"

[grpc]
address = "${site.containerdSocket}"

[ttrpc]
address = "${site.containerdSocket}.ttrpc"

[plugins.'io.containerd.shim.v1.manager']
socket_dir = "${site.run}/s"

[plugins.'io.containerd.cri.v1.runtime']
# Lowering a score needs a capability that a container lacks.
restrict_oom_score_adj = true
enable_unprivileged_ports = true
netns_mounts_under_state_dir = true

[plugins.'io.containerd.cri.v1.runtime'.cni]
bin_dirs = ["${site.file("bin")}"]
conf_dir = "${site.file("cni")}"
use_internal_loopback = true

[plugins.'io.containerd.cri.v1.runtime'.containerd]
default_runtime_name = "runc"

[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"

[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
BinaryName = "${site.program("runc")}"
Root = "${site.run}/runc"

[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runsc]
runtime_type = "io.containerd.runsc.v1"

[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runsc.options]
TypeUrl = "io.containerd.runsc.v1.options"
ConfigPath = "${site.file("runsc.toml")}"

[plugins.'io.containerd.cri.v1.images']
snapshotter = "${snapshotter(site)}"

[plugins.'io.containerd.cri.v1.images'.registry]
config_path = "${site.file("registries")}"

[plugins.'io.containerd.cri.v1.images'.pinned_images]
sandbox = "${pauseImage.name}"

[plugins.'io.containerd.nri.v1.nri']
disable = true
`;

const sandbox = (site: Site) => `binary_name = "${site.program("runsc")}"
root = "${site.run}/runsc"

[runsc_config]
# The one that works without virtualisation and without ptrace.
platform = "systrap"
`;

const network = (site: Site) => ({
  cniVersion: "1.0.0",
  name: site.scope,
  plugins: [
    {
      type: "bridge",
      bridge: "pods",
      isGateway: true,
      hairpinMode: true,
      ipam: {
        type: "host-local",
        dataDir: `${site.run}/addresses`,
        ranges: [[{ subnet: site.podSubnet }]],
        routes: [{ dst: "0.0.0.0/0" }],
      },
    },
  ],
});
