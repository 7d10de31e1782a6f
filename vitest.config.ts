import { defineConfig } from "vitest/config";

/** Three rings: pure code, programs at the desk, the real cluster. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["src/**/*.test.ts", "engine/**/*.test.ts"] } },
      {
        test: {
          name: "desk",
          include: ["test/{cli,desk,engine,repo,package}/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "cluster",
          include: ["test/{deploy,faults,docs}/**/*.test.ts"],
          testTimeout: 240_000,
          hookTimeout: 300_000,
          globalSetup: ["test/cluster/setup.ts"],
          fileParallelism: false,
        },
      },
    ],
  },
});
