import { z } from "zod";
import { config } from "./config.ts";
import { contract } from "./contract.ts";
import { edge } from "./edge.ts";
import { formats } from "./formats.ts";
import { named } from "./named.ts";
import { node } from "./node.ts";
import { optionalList } from "./optional-list.ts";
import { sidecar } from "./sidecar.ts";
import { strict } from "./strict.ts";
import { text } from "./text.ts";
import { trigger } from "./trigger.ts";

type Trigger = z.output<typeof trigger>;

const metadata = strict({
  owner: z.string().exactOptional(),
  team: z.string().exactOptional(),
  group: z.string().exactOptional(),
  tags: optionalList(z.string()),
  environment: z.string().exactOptional(),
});

/** How much one pod takes on; what is left out is the engine's own default. */
const limits = strict({
  concurrency: z.int().min(1).max(10_000).exactOptional().describe("Runs at a time in a pod; default 16"),
  queue: z.int().min(0).max(100_000).exactOptional().describe("Runs that may wait in a pod; default 64"),
  maxBody: z
    .int()
    .min(1)
    .max(32 * 1024 * 1024)
    .exactOptional()
    .describe("Largest body of a request in bytes; default 1048576"),
});

const deployment = strict({
  namespace: text(formats.namespace).exactOptional(),
  runtimeClass: z
    .string()
    .exactOptional()
    .describe("Sandbox of the pods; default gvisor, empty for the cluster's own default"),
  modules: z
    .enum(["proxy", "bundled", "mirror"])
    .exactOptional()
    .describe("How npm and jsr packages come to the pods; default: the cluster's module proxy"),
  limits: limits.exactOptional().describe("How much a pod takes on; more is refused with 429 or 413"),
});

/**
 * workflow.yaml, whole: the types, the parser and the editor's JSON schema all come from here.
 * `x-` keys beside these are let through by the parser.
 */
export const workflow = strict({
  name: text(formats.workflowName).describe("kebab-case; also the name of the Service and the Helm release"),
  version: text(formats.version)
    .meta({ type: ["string", "number"] })
    .describe("MAJOR.MINOR or MAJOR.MINOR.PATCH"),
  description: z
    .string()
    .nullish()
    .transform((description) => description ?? "")
    .describe("One sentence for people; becomes an annotation"),
  metadata: metadata
    .nullish()
    .transform((written) => written ?? { tags: [] })
    .describe("Who owns it and where it belongs; becomes annotations"),
  triggers: optionalList(trigger)
    .transform((triggers): Trigger[] => (triggers.length === 0 ? [{ type: "manual" }] : triggers))
    .describe("None means manual"),
  nodes: named(node).describe("Name → TypeScript file"),
  edges: optionalList(edge).describe("Who runs after whom"),
  config: config
    .nullish()
    .transform((written) => written ?? {})
    .describe("The author's own settings, handed to the nodes as ctx.config"),
  deployment: deployment
    .nullish()
    .transform((written) => written ?? {})
    .describe("Where it is deployed to, and how"),
  sidecars: optionalList(sidecar).describe("Containers beside the engine; this version refuses to deploy them"),
  contract: contract.exactOptional().describe("Everything outside that the workflow may touch"),
});
