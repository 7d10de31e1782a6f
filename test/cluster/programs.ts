/** A program that is built from the Go module of the same folder under `parts/`. */
export type Program = {
  /** `node` is apart because containerd needs a newer CRI API than the kubelet of this Kubernetes. */
  module: "control-plane" | "node";
  package: string;
  /** Version stamped into the program, so that clients see it. */
  stamp?: Record<string, string>;
  /** Needs C: these build tags, and the Debian packages of `prepare-machine.ts`. */
  tags?: string;
};

const kubernetes = {
  "k8s.io/component-base/version.gitVersion": "v1.36.3",
  "k8s.io/component-base/version.gitMajor": "1",
  "k8s.io/component-base/version.gitMinor": "36",
};

/**
 * Every program of the cluster. The order is the order of the build: what shares code follows what compiles it first.
 * gVisor (`runsc`, its shim) and kube-router get their own modules here.
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
} satisfies Record<string, Program>;

/** The name of a program, which is also the name of its file. */
export type ProgramName = keyof typeof programs;
