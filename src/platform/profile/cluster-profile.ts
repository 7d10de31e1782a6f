import type { System } from "../../cluster/system/system.ts";
import type { VersionFit } from "../../cluster/system/version-fit.ts";

/** One machine of the cluster. */
export type NodeFacts = { name: string; platform: string; runtime: string; kubelet: string };

/** How much of a thing a namespace may use, and uses. */
export type QuotaFacts = { name: string; resource: string; used: string; hard: string };

/** What one container, pod or claim may ask for, e.g. max cpu 2. */
export type LimitFacts = { name: string; kind: string; limit: string; resource: string; amount: string };

/** What was found of a cluster. A part that may not be read is absent, and named in `unread`. */
export type ClusterProfile = {
  context: string;
  server: string;
  /** Version of this program. */
  program: string;
  kubernetes: { version: string; platform: string; distribution: string };
  /** The API server as pods see it: by the Service, and behind it, which is what a NetworkPolicy has to let through. */
  apiServer?: { service: string; endpoints: string[]; cidrs: string[] };
  nodes?: NodeFacts[];
  runtimeClasses?: { name: string; handler: string }[];
  network: {
    /** Plugins that were recognised, and by what. */
    plugins: { name: string; by: string }[];
    /** Measured only, never guessed. */
    policies: "enforced" | "not enforced" | "not measured";
    /** Whether names resolve in pods; measured only. */
    names: "resolve" | "do not resolve" | "not measured";
  };
  storageClasses?: { name: string; provisioner: string; isDefault: boolean }[];
  namespace: {
    name: string;
    state: "there" | "missing" | "ending" | "hidden";
    /** The Pod Security Standard that is enforced; "" for none. */
    podSecurity: string;
    quotas?: QuotaFacts[];
    limits?: LimitFacts[];
  };
  /** What the system chart says of itself. */
  system?: System;
  /** hidden: this user may not look. */
  systemState: "installed" | "absent" | "hidden";
  /** How its version goes with this program's. */
  systemFit?: Pick<VersionFit, "fits" | "message">;
  /** Whether its module proxy answers, or why not. */
  moduleProxy?: { answers: boolean; why?: string };
  /** What could not be read, and why. */
  unread: string[];
};
