import { z } from "zod";
import type { Code } from "../bundle/pack.ts";
import { hostAndPort } from "../workflow/addresses/host-and-port.ts";
import { imageOf } from "./image.ts";
import { policyOf } from "./network/policy-of.ts";
import type { Plan } from "./plan.ts";

const digest = z.string().regex(/^(sha256:[0-9a-f]{64})?$/);
const quantities = z.strictObject({
  cpu: z.string().optional().describe("CPU, e.g. 100m"),
  memory: z.string().optional().describe("Memory, e.g. 256Mi"),
  "ephemeral-storage": z.string().optional().describe("Disk for /tmp and logs, e.g. 640Mi"),
});
const strings = z.record(z.string(), z.string());

const codeFile = z.strictObject({
  path: z.string().min(1).describe("Where the file lies in the workflow's folder"),
  key: z
    .string()
    .regex(/^[-._a-zA-Z0-9]{1,253}$/)
    .describe("Its key in the ConfigMap"),
  text: z.string().optional().describe("Its text"),
  base64: z.string().optional().describe("Its bytes, when they are not plain text"),
});

const cron = z.strictObject({
  name: z.string().min(1).max(52).describe("Name of the CronJob"),
  schedule: z.string().min(1).describe("Five fields"),
  timezone: z.string().optional().describe("IANA name; the cluster's own when absent"),
  input: z.looseObject({}).default({}).describe("The body of the tick"),
});

const policyPort = z.strictObject({
  port: z.union([z.int().min(1).max(65_535), z.string().min(1)]).describe("Number or name of a pod's port"),
  protocol: z.enum(["TCP", "UDP"]),
});
const peer = z.union([
  z.strictObject({
    cidr: z.string().describe("Addresses, e.g. 10.20.0.0/16"),
    except: z.array(z.string()).optional().describe("Addresses in it that are left out"),
  }),
  z.strictObject({
    namespace: strings.optional().describe("Labels of the namespace; the workflow's own when absent"),
    pods: strings.describe("Labels of the pods; empty means all of them"),
  }),
]);
const ports = z.array(policyPort).default([]).describe("None means any");
const reason = z.string().default("").describe("Why, for people");
const wayOut = z.strictObject({ to: z.array(peer).min(1).describe("Who may be called"), ports, reason });
const wayIn = z.strictObject({ from: z.array(peer).min(1).describe("Who may call"), ports, reason });

/** The schema of every key of `charts/tentacular-workflow`; its JSON form lies beside the chart. */
export const workflowValues = z.strictObject({
  global: z.looseObject({}).optional().describe("Set by Helm when the chart is a subchart; not used"),
  workflow: z.strictObject({
    version: z.string().default("").describe("The workflow's version"),
    description: z.string().default("").describe("What the workflow is for"),
  }),
  image: z.strictObject({
    registry: z.string().default("").describe("Host of the registry, e.g. ghcr.io/acme"),
    repository: z.string().min(1).default("tentacular-engine").describe("Name of the engine image"),
    tag: z.string().default("").describe("Tag of the engine image"),
    digest: digest.default("").describe("Digest of the engine image; wins over the tag"),
    pullPolicy: z.enum(["Always", "IfNotPresent", "Never"]).default("IfNotPresent").describe("When to pull"),
    pullSecrets: z.array(z.string()).default([]).describe("Names of image pull secrets"),
  }),
  replicas: z.int().min(0).default(1).describe("Number of pods"),
  code: z.strictObject({
    digest: digest.default("").describe("sha256 of the canonical tar of the files; the engine verifies it"),
    files: z.array(codeFile).default([]).describe("The workflow's files"),
  }),
  modules: z.strictObject({
    mode: z
      .enum(["none", "proxy", "bundled", "mirror"])
      .default("none")
      .describe("How packages come to the pods: from the cluster's module proxy, with the code, or from mirrors"),
    importMap: z.string().default("").describe("The text of import_map.json, one exact key for each import"),
    allowImport: z
      .string()
      .default("")
      .describe("host:port of the only server that pods may load modules from, besides mirrors"),
    npmRegistry: z.string().default("").describe("URL of the npm mirror, in mode mirror"),
    jsrRegistry: z.string().default("").describe("URL of the JSR mirror, in mode mirror"),
    npmrcSecret: z
      .string()
      .default("")
      .describe("Secret whose key .npmrc holds the credentials of the npm mirror; only what fetches packages sees it"),
  }),
  secrets: z.strictObject({
    names: z.array(z.string()).default([]).describe("Which secrets the code needs, as service.key; never their values"),
    visible: z
      .array(z.string())
      .default(["*"])
      .describe("Which of them the process that holds node code is given, as service.key or service; * for all"),
    checksum: z.string().default("").describe("Rolls the pods when the secrets change"),
  }),
  permissions: z.strictObject({
    net: z
      .union([z.literal(true), z.array(z.string())])
      .default([])
      .describe("What node code may connect to: host:port, or true for anything"),
  }),
  networkPolicy: z.strictObject({
    contract: z
      .enum(["declared", "none"])
      .default("declared")
      .describe("Whether the workflow has a contract; a label of its pods"),
    hosts: z.array(z.string()).default([]).describe("Hosts that the rules are meant for; an annotation of the policy"),
    egress: z.array(wayOut).default([]).describe("What the pods may connect to; everything else is refused"),
    ingress: z.array(wayIn).default([]).describe("Who may call the pods; everybody else is refused"),
    triggerEgress: z.array(wayOut).default([]).describe("What the pods of ticks and of the helm test may connect to"),
  }),
  engine: z.strictObject({
    memory: z.int().min(32).default(256).describe("The container's memory limit in MiB, which the engine stays below"),
    concurrency: z.int().min(1).nullish().describe("Runs at a time; the engine's own default when null"),
    queue: z.int().min(0).nullish().describe("Runs that may wait; the engine's own default when null"),
    maxBody: z.int().min(1).nullish().describe("Largest request body in bytes; the engine's own default when null"),
    history: z
      .int()
      .min(0)
      .nullish()
      .describe("Finished runs that are kept in memory; the engine's own default when null"),
    grace: z.int().min(1).default(30).describe("Seconds that runs in flight get at the end of a pod"),
    drain: z.int().min(0).default(5).describe("Seconds between leaving the Service and the end"),
  }),
  triggers: z.strictObject({
    cron: z.array(cron).default([]).describe("One CronJob each"),
    timeout: z
      .int()
      .min(1)
      .default(3600)
      .describe("Seconds that a tick waits for its run; its Job ends a minute later"),
  }),
  resources: z.strictObject({
    requests: quantities.default({}).describe("What the scheduler keeps free"),
    limits: quantities.default({}).describe("What the container may use"),
  }),
  runtimeClass: z.string().default("gvisor").describe("RuntimeClass of the pods; empty for the cluster's default"),
  labels: strings.default({}).describe("More labels for every object"),
  annotations: strings.default({}).describe("Annotations of Deployment and Service"),
});

/** The values of one workflow's release. */
export type WorkflowValues = z.infer<typeof workflowValues>;

/** What a plan does not know: where the engine is, and what the secrets look like from outside. */
export type ValuesOptions = {
  /** The engine image, e.g. `ghcr.io/acme/tentacular-engine:0.1.0` or with `@sha256:…`. */
  image: string;
  /** Names of image pull secrets in the namespace. @default none */
  pullSecrets?: string[] | undefined;
  /** @default "" */
  secretsChecksum?: string | undefined;
  /** Abbreviated commit of the workflow's source. */
  git?: string | undefined;
};

/**
 * The last pure step at the desk: what the chart places. Holds names of secrets, never their values.
 *
 * @example
 * const values = valuesOf(plan, code, { image: "ghcr.io/acme/tentacular-engine:0.1.0" });
 */
export function valuesOf(plan: Plan, code: Code, options: ValuesOptions): WorkflowValues {
  return workflowValues.parse({
    workflow: { version: plan.workflow.version, description: plan.workflow.description },
    image: { ...imageOf(options.image), pullSecrets: options.pullSecrets },
    code: { digest: code.digest, files: code.files },
    modules: modulesOf(plan, code),
    secrets: { names: plan.secrets, visible: plan.visibleSecrets, checksum: options.secretsChecksum ?? "" },
    permissions: { net: plan.permissions.net },
    networkPolicy: policyOf(plan.network),
    engine: { memory: mebibytes(plan.resources.limits.memory), ...plan.limits },
    triggers: { cron: plan.triggers.cron.map(({ jobName, ...tick }) => ({ name: jobName, ...tick })) },
    resources: plan.resources,
    runtimeClass: plan.runtimeClass,
    annotations: annotationsOf(plan, options.git),
  });
}

function modulesOf({ modules }: Plan, { importMap }: Code): WorkflowValues["modules"] {
  return workflowValues.shape.modules.parse({
    mode: modules?.mode,
    importMap,
    allowImport: modules?.proxy === undefined ? undefined : hostAndPort(modules.proxy),
    npmRegistry: modules?.registries?.npm,
    jsrRegistry: modules?.registries?.jsr,
    npmrcSecret: modules?.npmrcSecret,
  });
}

function annotationsOf({ metadata, workflow }: Plan, git: string | undefined): Record<string, string> {
  const told = {
    description: workflow.description,
    owner: metadata.owner,
    team: metadata.team,
    group: metadata.group,
    tags: metadata.tags.join(","),
    environment: metadata.environment,
    "git-sha": git,
  };
  const known = Object.entries(told).flatMap(([key, text]) => (text ? [[`tentacular.io/${key}`, text]] : []));
  return Object.fromEntries(known);
}

const units: Record<string, number> = {
  "": 1 / 2 ** 20,
  Ki: 1 / 1024,
  Mi: 1,
  Gi: 1024,
  M: 1e6 / 2 ** 20,
  G: 1e9 / 2 ** 20,
};

function mebibytes(quantity: string): number {
  const [, amount = "256", unit = "Mi"] = /^([0-9.]+)(Ki|Mi|Gi|M|G|)$/.exec(quantity) ?? [];
  return Math.floor(Number(amount) * (units[unit] ?? 1));
}
