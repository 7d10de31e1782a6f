import type { IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { TentacularError } from "../../errors.ts";
import { wholeBody } from "../../whole-body.ts";
import { type Access, accessTo } from "./access.ts";
import type { ClusterSelection } from "./cluster-selection.ts";
import { KubeRefusal } from "./kube-refusal.ts";
import { toType } from "./to-type.ts";
import { type KubeAnswer, type KubeRequest, type Transport, transportTo } from "./transport.ts";

/** Something to write: a whole Kubernetes object. */
export type KubeObject = {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string>; [key: string]: unknown };
  [key: string]: unknown;
};

/** Narrows a list: selectors as kubectl writes them. */
export type ListOptions = { labels?: string; fields?: string };

const metadataSchema = z.object({
  name: z.string(),
  namespace: z.string().default(""),
  uid: z.string().default(""),
  resourceVersion: z.string().default(""),
  creationTimestamp: z.string().default(""),
  deletionTimestamp: z.string().optional(),
  labels: z.record(z.string(), z.string()).default({}),
  annotations: z.record(z.string(), z.string()).default({}),
  ownerReferences: z.array(z.object({ kind: z.string(), name: z.string() })).default([]),
});

/** What every object has. */
export type Metadata = z.infer<typeof metadataSchema>;

const metadataAccept = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
/** As whom we apply: fields that we no longer say go away, those of other managers stay. */
export const fieldManager = "tentacular";

/**
 * The API server of one cluster, as one user. Reads are tried again when the line breaks, writes never are.
 * A refusal is a {@link KubeRefusal}; no answer is exit "unreachable".
 */
export class Kube {
  readonly access: Access;
  readonly #selection: ClusterSelection;
  readonly #transport: Transport;
  #skewMs = 0;

  private constructor(access: Access, selection: ClusterSelection) {
    this.access = access;
    this.#selection = selection;
    this.#transport = transportTo(access);
  }

  /** Reads the kubeconfig; speaks to the cluster only when asked something. */
  static async connect(selection: ClusterSelection): Promise<Kube> {
    return new Kube(await accessTo(selection), selection);
  }

  get context(): string {
    return this.access.context;
  }

  /** The namespace of flag, context or "default". */
  get namespace(): string {
    return this.access.namespace;
  }

  /** A command for people to type that means this cluster and this namespace. */
  here(command: string): string {
    return toType(command, this.#selection);
  }

  /** A command for people to type that means this cluster, and says its namespace itself or needs none. */
  onCluster(command: string): string {
    return toType(command, { ...this.#selection, namespace: undefined });
  }

  /** The time by the API server's clock, as of its last answer: clocks of two desks may differ, this one does not. */
  now(): Date {
    return new Date(Date.now() + this.#skewMs);
  }

  /** The object, or undefined when there is none. */
  async get<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
    const answer = await this.#read({ path });
    return answer.status === 404 ? undefined : schema.parse(JSON.parse(this.#accepted({ path }, answer)));
  }

  async list<T>(path: string, schema: z.ZodType<T>, { labels, fields }: ListOptions = {}): Promise<T[]> {
    const request = { path, query: { labelSelector: labels, fieldSelector: fields } };
    const body = this.#accepted(request, await this.#read(request));
    return itemsOf(body, schema);
  }

  /** Only the metadata: of release Secrets a thousandth of their size. A kind the cluster does not serve is empty. */
  async listMetadata(path: string, { labels }: ListOptions = {}): Promise<Metadata[]> {
    const request = { path, query: { labelSelector: labels }, headers: { Accept: metadataAccept } };
    const answer = await this.#read(request);
    if (answer.status === 404) return [];
    const body = this.#accepted(request, answer);
    return itemsOf(body, z.object({ metadata: metadataSchema })).map(({ metadata }) => metadata);
  }

  async create(path: string, object: KubeObject): Promise<void> {
    await this.#write({ method: "POST", path, body: JSON.stringify(object) });
  }

  /** Replaces the object; a `resourceVersion` in it that is not the newest is refused with status 409. */
  async replace(path: string, object: KubeObject): Promise<void> {
    await this.#write({ method: "PUT", path, body: JSON.stringify(object) });
  }

  /** Server-side apply as field manager "tentacular", taking over what somebody else has set. */
  async apply(path: string, object: KubeObject): Promise<void> {
    await this.#write({
      method: "PATCH",
      path,
      query: { fieldManager, force: true },
      headers: { "Content-Type": "application/apply-patch+yaml" },
      body: JSON.stringify(object),
    });
  }

  /** Sends a change of any kind; a refusal throws. */
  async change(request: KubeRequest): Promise<void> {
    await this.#write(request);
  }

  /** Deletes the object with all it owns; false when it was gone already, or is another one than `uid`. */
  async remove(path: string, preconditions: { uid?: string; resourceVersion?: string } = {}): Promise<boolean> {
    const body = JSON.stringify({
      kind: "DeleteOptions",
      apiVersion: "v1",
      propagationPolicy: "Background",
      preconditions,
    });
    const request: KubeRequest = { method: "DELETE", path, body };
    const answer = await this.send(request);
    if (answer.status === 404 || answer.status === 409) return false;
    this.#accepted(request, answer);
    return true;
  }

  /** The bare exchange: any status is an answer, nothing is tried twice. */
  async send(request: KubeRequest): Promise<KubeAnswer> {
    const answer = await this.#transport.send(request);
    const theirs = Date.parse(answer.headers["date"] ?? "");
    // The header counts whole seconds: half of one is the smallest error to assume.
    if (!Number.isNaN(theirs)) this.#skewMs = theirs + 500 - Date.now();
    return answer;
  }

  /** The answer as it comes, without a time limit; a refusal throws. */
  async open(request: KubeRequest): Promise<IncomingMessage> {
    const incoming = await this.#transport.open({ timeoutMs: 0, ...request });
    if ((incoming.statusCode ?? 0) < 400) return incoming;
    const body = (await wholeBody(incoming)).toString("utf8");
    throw this.refusal(request, { status: incoming.statusCode ?? 0, body });
  }

  /** The error of an answer that came by {@link send}. */
  refusal(request: KubeRequest, answer: { status: number; body: string }): KubeRefusal {
    const { method = "GET", path } = request;
    return new KubeRefusal({ method, path, user: this.access.user, typed: (each) => this.onCluster(each) }, answer);
  }

  async #write(request: KubeRequest): Promise<void> {
    this.#accepted(request, await this.send(request));
  }

  #accepted(request: KubeRequest, answer: KubeAnswer): string {
    if (answer.status >= 400) throw this.refusal(request, answer);
    return answer.body;
  }

  async #read(request: KubeRequest): Promise<KubeAnswer> {
    for (const pauseMs of [200, 600]) {
      const answer = await this.send(request).catch((error: unknown) => this.#transient(error));
      if (answer !== undefined && answer.status !== 429) return answer;
      await sleep(pauseMs);
    }
    return await this.send(request);
  }

  /** Only a line that broke is worth another try; nobody listening, or a wrong certificate, will not change. */
  #transient(error: unknown): undefined {
    const cause = error instanceof TentacularError ? error.cause : undefined;
    if (cause instanceof Error && "code" in cause && (cause.code === "ECONNRESET" || cause.code === "EPIPE"))
      return undefined;
    throw error;
  }
}

/** The items of a list; an empty one may be null. */
function itemsOf<T>(body: string, schema: z.ZodType<T>): T[] {
  return z.object({ items: z.array(schema).nullish() }).parse(JSON.parse(body)).items ?? [];
}
