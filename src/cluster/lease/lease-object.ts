import { randomBytes } from "node:crypto";
import { hostname, userInfo } from "node:os";
import type { Kube, KubeObject } from "../api/kube.ts";
import { KubeRefusal } from "../api/kube-refusal.ts";
import { pathsIn } from "../api/paths.ts";
import { workflowLabels } from "../objects/workflow-labels.ts";
import { type LeaseState, leaseSchema, leaseState } from "./lease-state.ts";

/** How long a lease lasts that nobody renews. */
export const leaseSeconds = 15;

/** Whose lease it is, and what for. */
export type LeaseOwner = { workflow: string; action: string };

/** The Lease object of one workflow, and what we do to it. */
export class LeaseObject {
  readonly #kube: Kube;
  readonly #owner: LeaseOwner;
  readonly #name: string;
  readonly #holder = `${userInfo().username}@${hostname()}-${randomBytes(3).toString("hex")}`;
  #since = "";

  constructor(kube: Kube, owner: LeaseOwner) {
    this.#kube = kube;
    this.#owner = owner;
    this.#name = `${owner.workflow}-deploy`;
  }

  async read(): Promise<LeaseState | undefined> {
    const found = await this.#kube.get(this.#path(), leaseSchema);
    return found && leaseState(found);
  }

  async create(): Promise<boolean> {
    this.#since = microTime(this.#kube.now());
    return await won(this.#kube.create(pathsIn(this.#kube.namespace).leases.many(), this.#object()));
  }

  async takeOver({ resourceVersion }: LeaseState): Promise<boolean> {
    this.#since = microTime(this.#kube.now());
    return await this.#replace(resourceVersion);
  }

  /** "lost" when another holds it now; "unknown" while the line is down, which loses nothing yet. */
  async renew(): Promise<"renewed" | "lost" | "unknown"> {
    try {
      return (await this.#tries(({ resourceVersion }) => this.#replace(resourceVersion))) ? "renewed" : "lost";
    } catch {
      return "unknown";
    }
  }

  /** Deletes the object, so that nothing of a finished command stays; a lease taken over by another is left to it. */
  async release(): Promise<void> {
    const path = this.#path();
    await this.#tries(({ uid, resourceVersion }) => this.#kube.remove(path, { uid, resourceVersion })).catch(() => {});
  }

  /** A write of ours that was given up may still arrive and make the next one fail: while it is ours, that is no loss. */
  async #tries(write: (found: LeaseState) => Promise<boolean>): Promise<boolean> {
    for (let tries = 0; tries < 3; tries++) {
      const found = await this.read();
      if (found?.holder !== this.#holder) return false;
      if (await write(found)) return true;
    }
    return false;
  }

  #replace(resourceVersion: string): Promise<boolean> {
    return won(this.#kube.replace(this.#path(), this.#object(resourceVersion)));
  }

  #path(): string {
    return pathsIn(this.#kube.namespace).leases.one(this.#name);
  }

  #object(resourceVersion?: string): KubeObject {
    return {
      apiVersion: "coordination.k8s.io/v1",
      kind: "Lease",
      metadata: {
        name: this.#name,
        labels: workflowLabels(this.#owner.workflow),
        annotations: { "tentacular.io/action": this.#owner.action },
        ...(resourceVersion ? { resourceVersion } : {}),
      },
      spec: {
        holderIdentity: this.#holder,
        leaseDurationSeconds: leaseSeconds,
        acquireTime: this.#since,
        renewTime: microTime(this.#kube.now()),
      },
    };
  }
}

/** False when somebody else was faster. */
async function won(write: Promise<void>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof KubeRefusal && (error.status === 409 || error.status === 404)) return false;
    throw error;
  }
}

/** Kubernetes' MicroTime: six digits of a second. */
function microTime(date: Date): string {
  return date.toISOString().replace("Z", "000Z");
}
