import { join } from "node:path";
import { expect, vi } from "vitest";
import { rangeText } from "../../src/workflow/addresses/range-text.ts";
import { reserved } from "../../src/workflow/addresses/reserved.ts";
import type { Ran } from "../cli/tntc.ts";
import type { Ground } from "../deploy/ground.ts";
import { proxyValues } from "../module-proxy/proxy-values.ts";
import { otherAttempts } from "./attempts/other-attempts.ts";
import { podAttempts } from "./attempts/pod-attempts.ts";
import { policyAttempts } from "./attempts/policy-attempts.ts";
import { type Person, person } from "./person.ts";
import type { SystemRelease } from "./system-release.ts";

/** Who asks there, and what it closes besides what is not public anyway. */
export type EnforcedPlatform = Record<"author" | "viewer" | "admin", Person> & {
  /** May do everything in the namespace of workflows, with objects of whatever kind. */
  owner: Person;
  closed: string;
  /** tntc of the author, with settings that know the system, which tells what else is closed. */
  tntc(args: string[]): Promise<Ran>;
};

const closed = "198.51.100.0/24";

/** Installs the system with all its rules and a module proxy, and waits until the API server goes by them. */
export async function enforcedPlatform(at: Ground, system: SystemRelease, folder: string): Promise<EnforcedPlatform> {
  const personOf = (name: string) => person(at, { name, home: system.namespace, folder });
  const [author, viewer, admin, owner] = await Promise.all([
    personOf("author"),
    personOf("viewer"),
    personOf("admin"),
    personOf("owner"),
  ]);
  const installed = await system.upgrade(await valuesFor(at, system));
  expect(installed.exitCode, installed.stderr).toBe(0);
  const binding = ["create", "rolebinding", "owner", "--clusterrole=cluster-admin"];
  await at.cluster.kubectl(...binding, `--serviceaccount=${system.namespace}:owner`, "-n", at.namespace);
  await rulesInForce(at, author);
  await at.write({ "author.yaml": `image: ${at.image}\nplain_http: true\nsystem_namespace: ${system.namespace}\n` });
  const env = { ...author.env, TENTACULAR_CONFIG: join(at.dir, "author.yaml") };
  return { author, viewer, admin, owner, closed, tntc: (args) => at.tntc(args, { env }) };
}

async function valuesFor(at: Ground, system: SystemRelease): Promise<object> {
  const subject = (name: string) => [{ kind: "ServiceAccount", name, namespace: system.namespace }];
  return {
    global: { workflowNamespaces: [at.namespace] },
    moduleProxy: await proxyValues(at.cluster),
    rbac: { authors: subject("author"), viewers: subject("viewer"), admins: subject("admin"), authorsExec: true },
    policies: {
      enforce: true,
      requireContract: true,
      images: [at.image.replace(/:[^:]*$/, "")],
      allowedCIDRs: ["10.20.0.0/16"],
      closedCIDRs: [...reserved.map(rangeText), closed],
      openNamespaces: ["data"],
    },
  };
}

/** The API server takes up new policies within a second or two, each for itself. */
async function rulesInForce(at: Ground, author: Person): Promise<void> {
  const first = [podAttempts(at.image).slice(0, 1), policyAttempts("").slice(0, 1), otherAttempts];
  for (const { object, refusal } of first.flat()) {
    const refused = async () => expect((await author.makes(object)).refusal).toMatch(refusal);
    await vi.waitFor(refused, { timeout: 30_000, interval: 200 });
  }
}
