import { defineConfig } from "vitest/config";
import { leaveUsersCluster } from "./test/cluster/leave-users-cluster.ts";
import { whyNoCluster, worksWithoutCluster } from "./test/cluster/why-no-cluster.ts";
import { LongestFirst } from "./test/longest-first.ts";
import { scratchFolder } from "./test/scratch-folder.ts";

// Before any worker starts.
leaveUsersCluster();

const noCluster = process.env["CI"] ? undefined : whyNoCluster();
if (noCluster) console.error(`${noCluster}; ${worksWithoutCluster}. The tests on the cluster are left out.`);

/** Helm, kubectl and buildah live for a moment: collecting their garbage less often saves a tenth of their CPU. */
const shared = { GOGC: "400" };

/** Not for the cluster: what is started there may outlive the tests. */
const env = { ...shared, TMPDIR: scratchFolder() };

/** One pool for all. Tests on the cluster often wait for pods, so there are more than a small machine has cores. */
const maxWorkers = 3;

/** In CI these always run, so a machine that cannot run a cluster is a failure there. */
const cluster = {
  test: {
    name: "cluster",
    include: ["test/{attacks,charts,cluster,deploy,docs,faults,modules,platform}/**/*.test.ts"],
    testTimeout: 240_000,
    // The first of them builds tools and images on a machine that has none yet.
    hookTimeout: 600_000,
    // Mostly a program is asked: kubectl.
    expect: { poll: { interval: 250 } },
    globalSetup: ["test/cluster/setup.ts"],
    isolate: false,
    maxWorkers,
    env: shared,
  },
};

/** Three rings: pure code, programs at the desk, the real cluster. */
export default defineConfig({
  test: {
    // A cluster is taken down at the end, also on a machine under load.
    teardownTimeout: 60_000,
    sequence: { sequencer: LongestFirst },
    // Of tests in one file that wait at the same time: more pods would only wait for each other.
    maxConcurrency: 3,
    projects: [
      {
        test: {
          name: "unit",
          include: ["src/**/*.test.ts", "engine/**/*.test.ts"],
          // A bound against what never ends, wide enough for a machine under load.
          testTimeout: 30_000,
          // Pure code leaves nothing behind in its process, so files share one.
          isolate: false,
          maxWorkers,
          env,
        },
      },
      {
        test: {
          name: "desk",
          include: ["test/{cli,desk,engine,jsr,module-proxy,repo,package}/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          globalSetup: ["test/npm-registry/setup.ts"],
          isolate: false,
          maxWorkers,
          env,
        },
      },
      ...(noCluster ? [] : [cluster]),
    ],
  },
});
