import { defineConfig } from "vitest/config";
import { whyNoCluster, worksWithoutCluster } from "./test/cluster/why-no-cluster.ts";
import { scratchFolder } from "./test/scratch-folder.ts";

const noCluster = process.env["CI"] ? undefined : whyNoCluster();
if (noCluster) console.error(`${noCluster}; ${worksWithoutCluster}. The tests on the cluster are left out.`);

/** Not for the cluster: what is started there may outlive the tests. */
const env = { TMPDIR: scratchFolder() };

/** In CI these always run, so a machine that cannot run a cluster is a failure there. */
const cluster = {
  test: {
    name: "cluster",
    include: ["test/{attacks,charts,cluster,deploy,docs,faults,modules}/**/*.test.ts"],
    testTimeout: 240_000,
    // The first of them builds tools and images on a machine that has none yet.
    hookTimeout: 600_000,
    globalSetup: ["test/cluster/setup.ts"],
    // Tests on the cluster mostly wait for pods, each in a namespace of its own.
    maxWorkers: 2,
  },
};

/** Three rings: pure code, programs at the desk, the real cluster. */
export default defineConfig({
  test: {
    // A cluster is taken down at the end, also on a machine under load.
    teardownTimeout: 60_000,
    projects: [
      // A bound against what never ends, wide enough for a machine under load.
      { test: { name: "unit", include: ["src/**/*.test.ts", "engine/**/*.test.ts"], testTimeout: 30_000, env } },
      {
        test: {
          name: "desk",
          include: ["test/{cli,desk,engine,jsr,module-proxy,repo,package}/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          env,
        },
      },
      ...(noCluster ? [] : [cluster]),
    ],
  },
});
