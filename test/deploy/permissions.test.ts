import { expect, test } from "vitest";
import { neededPermissions } from "../../src/deploy/needed-permissions.ts";
import { ground } from "./ground.ts";
import { hello } from "./hello.ts";
import { limitedUser } from "./limited-user.ts";

const cron = { jobName: "hello-cron", schedule: "0 3 * * *", input: {} };
const more = 'triggers:\n  - { type: cron, schedule: "0 3 * * *" }\n';

test.concurrent.each(["3.18.0", "4.2.3"] as const)(
  "with Helm %s a user who has just the verbs that preflight asks for can deploy and deploy again",
  async (helm) => {
    await using at = await ground({ helm });
    const needs = neededPermissions({ triggers: { manual: false, cron: [cron] } });
    const rules = needs.map(({ group, resource, verbs }) => ({
      apiGroups: [group],
      resources: [resource],
      verbs: [...verbs],
    }));
    const env = { KUBECONFIG: await limitedUser(at, rules) };
    for (const greeting of ["one", "two"]) {
      await at.write({ ...hello({ version: "1.0", greeting, more }), ".secrets.yaml": `any:\n  key: ${greeting}\n` });
      const ran = await at.tntc(["deploy"], { env });
      expect(ran.exitCode, ran.stderr).toBe(0);
    }
    await at.write({ "nodes/greet.ts": 'throw new Error("broken");\nexport default () => ({});\n' });
    const failed = await at.tntc(["deploy"], { env });
    expect(failed.stderr).toContain("which serves");
  },
);
