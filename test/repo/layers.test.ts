import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { run } from "../cli/tntc.ts";

/** One import that points up, for each folder; the lint must refuse it, type-only or not. */
const upward = {
  "src/workflow/a.ts": 'import type { Plan } from "../plan/plan.ts";',
  "src/workflow/rules/a.ts": 'import type { Plan } from "../../plan/plan.ts";',
  "src/plan/a.ts": 'import { kube } from "../cluster/kube.ts";',
  "src/bundle/a.ts": 'import type { Plan } from "../plan/plan.ts";',
  "src/bundle/m.ts": 'import type { ModulesPlan } from "../modules/modules-plan.ts";',
  "src/modules/a.ts": 'import type { Plan } from "../plan/plan.ts";',
  "src/cluster/a.ts": 'import { sync } from "../secrets/sync.ts";',
  "src/secrets/a.ts": 'import { TentacularCommand } from "../command.ts";',
  "src/image/a.ts": 'import { kube } from "../cluster/kube.ts";',
  "src/desk/a.ts": 'import { kube } from "../cluster/kube.ts";',
  "src/deploy/a.ts": 'import { checkCluster } from "../platform/check/check-cluster.ts";',
  "src/platform/a.ts": 'import { TentacularCommand } from "../command.ts";',
  "src/output/a.ts": 'import { TentacularCommand } from "../command.ts";',
  "src/cli/a.ts": 'import List from "../commands/list.ts";',
  "src/commands/a.ts": 'import { runner } from "../../engine/runner/main.ts";',
  "engine/runner/a.ts": 'import { kube } from "../../src/cluster/api/kube.ts";',
};

/** One import that points down, for each kind of exception. */
const downward = {
  "engine/runner/b.ts": 'import { stagesOf } from "../../src/workflow/stages.ts";',
  "engine/supervisor/b.ts": 'import { digestOf } from "../../src/bundle/digest.ts";',
  "src/cluster/b.ts": 'import type { Progress } from "../output/progress.ts";',
  "src/modules/b.ts": 'import { moduleFacts } from "../bundle/module-facts.ts";',
  "src/platform/b.ts": 'import { checkImage } from "../deploy/check-image.ts";',
  "src/plan/b.ts": 'import type { Code } from "../bundle/pack.ts";',
};

const scratch = mkdtempSync(join(tmpdir(), "tentacular-layers-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test("an import that points up is refused in every folder, and one that points down in none", async () => {
  cpSync(`${packageRoot()}/biome.json`, `${scratch}/biome.json`);
  for (const [path, text] of Object.entries({ ...upward, ...downward })) {
    mkdirSync(dirname(`${scratch}/${path}`), { recursive: true });
    writeFileSync(`${scratch}/${path}`, `${text}\n`);
  }
  const biome = `${packageRoot()}/node_modules/.bin/biome`;
  const { stderr, stdout } = await run([biome, "lint", "--only=style/noRestrictedImports", "--max-diagnostics=none"], {
    cwd: scratch,
  });
  const refused = [...`${stdout}${stderr}`.matchAll(/^(\S+\.ts):\d+:\d+ lint\/style\/noRestrictedImports/gm)];
  expect(refused.map(([, file]) => file).sort()).toEqual(Object.keys(upward).sort());
});

test("the core and the plan cannot reach for Node's modules", async () => {
  for (const folder of ["workflow", "plan"]) {
    mkdirSync(`${scratch}/src/${folder}`, { recursive: true });
    writeFileSync(`${scratch}/src/${folder}/c.ts`, 'import { readFileSync } from "node:fs";\n');
  }
  const biome = `${packageRoot()}/node_modules/.bin/biome`;
  const { stderr, stdout } = await run([biome, "lint", "--only=correctness/noNodejsModules"], { cwd: scratch });
  const refused = [...`${stdout}${stderr}`.matchAll(/^(\S+\.ts):\d+:\d+ lint\/correctness\/noNodejsModules/gm)];
  expect(refused.map(([, file]) => file).sort()).toEqual(["src/plan/c.ts", "src/workflow/c.ts"]);
});
