import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take half a minute and more, the longest first; whatever took long the last time comes after them. */
const long = [
  "platform/broken-clusters",
  "charts/install",
  "faults/bad-nodes",
  "modules/proxy",
  "docs/pages",
  "deploy/cron",
  "deploy/kill",
  "cluster/cluster-end",
  "deploy/deploy",
  "modules/mirror",
  "deploy/helm-matrix",
  "deploy/lease",
  "deploy/versions-rollback",
  "deploy/engine-in-the-pod",
  "deploy/interrupt",
  "charts/author",
];

/** The order of files: one that is long and begins late would go on alone at the end, also in a fresh checkout. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const found = long.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  return found === -1 ? long.length : found;
}
