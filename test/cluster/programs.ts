/** A program that is built from the Go module of the same folder under `parts/`. */
export type Program = {
  /**
   * `node` is apart because containerd needs a newer CRI API than the kubelet of this Kubernetes; `chart-tools` are no
   * part of a cluster, but of the tests of charts.
   */
  module: "control-plane" | "node" | "gvisor" | "chart-tools";
  package: string;
  /** Version stamped into the program, so that clients see it. */
  stamp?: Record<string, string>;
  /** Needs C: these build tags, and the Debian packages of `prepare-machine.ts`. */
  tags?: string;
  /** Words of its source, by file below `vendor/`, and what takes their place before it is compiled. */
  patch?: Record<string, [found: string, replacement: string]>;
};

const gvisor = { "gvisor.dev/gvisor/runsc/version.version": "release-20260905.0" };

/** The shim lowers its score for the kernel's killer, which needs a capability that a container lacks. */
const likelyToBeKilled = {
  "gvisor.dev/gvisor/pkg/shim/v1/manager.go": ["oomScoreMax = -999", "oomScoreMax = 0"],
} satisfies Program["patch"];

const kubernetes = {
  "k8s.io/component-base/version.gitVersion": "v1.36.3",
  "k8s.io/component-base/version.gitMajor": "1",
  "k8s.io/component-base/version.gitMinor": "36",
};

const chartTesting = { "github.com/helm/chart-testing/v3/ct/cmd.Version": "v3.14.0" };

/**
 * Every program of the cluster. The order is the order of the build: what shares code follows what compiles it first.
 * No checksum database knows kube-router (behind `policies`), so whoever raises its version sets
 * GONOSUMDB=github.com/cloudnativelabs/* once; from then on go.sum pins it.
 */
export const programs = {
  "kube-apiserver": { module: "control-plane", package: "k8s.io/kubernetes/cmd/kube-apiserver", stamp: kubernetes },
  kubelet: { module: "control-plane", package: "k8s.io/kubernetes/cmd/kubelet", stamp: kubernetes },
  "kube-controller-manager": {
    module: "control-plane",
    package: "k8s.io/kubernetes/cmd/kube-controller-manager",
    stamp: kubernetes,
  },
  "kube-scheduler": { module: "control-plane", package: "k8s.io/kubernetes/cmd/kube-scheduler", stamp: kubernetes },
  "kube-proxy": { module: "control-plane", package: "k8s.io/kubernetes/cmd/kube-proxy", stamp: kubernetes },
  etcd: { module: "control-plane", package: "go.etcd.io/etcd/server/v3" },
  coredns: { module: "control-plane", package: "./coredns" },
  policies: { module: "control-plane", package: "./policies" },
  "host-local": { module: "control-plane", package: "github.com/containernetworking/plugins/plugins/ipam/host-local" },
  bridge: { module: "control-plane", package: "github.com/containernetworking/plugins/plugins/main/bridge" },
  crane: { module: "control-plane", package: "github.com/google/go-containerregistry/cmd/crane" },
  runc: { module: "control-plane", package: "github.com/opencontainers/runc", tags: "seccomp" },
  containerd: { module: "node", package: "github.com/containerd/containerd/v2/cmd/containerd" },
  "containerd-shim-runc-v2": {
    module: "node",
    package: "github.com/containerd/containerd/v2/cmd/containerd-shim-runc-v2",
  },
  ctr: { module: "node", package: "github.com/containerd/containerd/v2/cmd/ctr" },
  runsc: { module: "gvisor", package: "gvisor.dev/gvisor/runsc", stamp: gvisor, patch: likelyToBeKilled },
  "containerd-shim-runsc-v1": { module: "gvisor", package: "gvisor.dev/gvisor/shim", patch: likelyToBeKilled },
  ct: { module: "chart-tools", package: "github.com/helm/chart-testing/v3/ct", stamp: chartTesting },
  "helm-docs": { module: "chart-tools", package: "github.com/norwoodj/helm-docs/cmd/helm-docs" },
  "kube-score": { module: "chart-tools", package: "github.com/zegl/kube-score/cmd/kube-score" },
} satisfies Record<string, Program>;

/** The name of a program, which is also the name of its file. */
export type ProgramName = keyof typeof programs;
