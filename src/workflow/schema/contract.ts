import { z } from "zod";
import { authTypes } from "../auth-types.ts";
import { formats } from "./formats.ts";
import { labels } from "./labels.ts";
import { named } from "./named.ts";
import { port } from "./port.ts";
import { strict } from "./strict.ts";
import { text } from "./text.ts";
import { versionText } from "./version-text.ts";

const auth = strict({
  type: z
    .string()
    .min(1)
    .describe(`How the secret is sent: ${[...authTypes.keys()].join(", ")}`),
  secret: text(formats.secret).describe("service.key, e.g. github.token"),
});

/** One thing outside that the workflow may touch. What each protocol needs is a rule; unknown keys are extensions. */
export const dependency = z.looseObject({
  protocol: z
    .string()
    .min(1)
    .transform((protocol) => (protocol === "postgres" ? "postgresql" : protocol))
    .describe("https, http, postgresql, nats, blob, s3, jsr or npm"),
  type: z
    .literal("dynamic-target")
    .exactOptional()
    .describe("Hosts that are known only when it runs; needs cidr and dynPorts"),
  host: z.string().min(1).exactOptional().describe("Host name or address; the package name for jsr and npm"),
  port: z.int().min(1).max(65_535).exactOptional().describe("Default: the protocol's"),
  auth: auth.exactOptional(),
  version: versionText().exactOptional().describe("jsr, npm: exact version or range"),
  database: z.string().min(1).exactOptional(),
  user: z.string().min(1).exactOptional(),
  subject: z.string().min(1).exactOptional(),
  container: z.string().min(1).exactOptional(),
  cidr: z.string().exactOptional().describe("dynamic-target: the addresses, e.g. 10.20.0.0/16"),
  dynPorts: z.array(port).exactOptional().describe("dynamic-target: the ports"),
  cidrs: z
    .array(z.string())
    .min(1)
    .exactOptional()
    .describe("Where the host's addresses lie, e.g. [10.20.0.0/16]; default: any public address"),
  podSelector: labels.exactOptional().describe("Labels of the pods behind a Service; default: the Service's own"),
  podPort: z
    .union([z.int().min(1).max(65_535), text(formats.portName)])
    .exactOptional()
    .describe("Port of the pods behind a Service, by number or name; default: the Service's own"),
});

/** A way out of the pod that no dependency stands for. */
export const egress = strict({
  toCIDR: z.string().describe("The addresses, e.g. 10.20.0.0/16"),
  ports: z
    .array(port)
    .nullish()
    .transform((ports) => ports ?? [])
    .describe("Empty: any port"),
  reason: z.string().exactOptional(),
});

/** Somebody in the cluster who may call the workflow's pods. */
export const caller = strict({
  namespace: text(formats.namespace).exactOptional().describe("Default: the workflow's own"),
  podSelector: labels.exactOptional().describe("Labels of the calling pods; default: all of the namespace"),
  fromCIDR: z.string().exactOptional().describe("Addresses instead of pods, e.g. 10.20.0.0/16"),
  reason: z.string().exactOptional(),
});

const networkPolicy = strict({
  additionalEgress: z.array(egress).exactOptional(),
  ingress: z.array(caller).exactOptional().describe("Who else may call the workflow"),
  apiServerCIDRs: z
    .array(z.string())
    .exactOptional()
    .describe("Where a control plane outside of the nodes calls from, for tntc run"),
});

/** Everything outside that the workflow may touch; all permissions come from it. */
export const contract = z.looseObject({
  version: versionText().pipe(z.literal("1")).describe('Always "1"'),
  dependencies: named(dependency)
    .nullish()
    .transform((dependencies) => dependencies ?? {}),
  networkPolicy: networkPolicy.exactOptional(),
});
