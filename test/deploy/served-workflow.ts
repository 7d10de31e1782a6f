import { Kube } from "../../src/cluster/api/kube.ts";
import type { Ground } from "./ground.ts";

/** An answer of an engine, parsed. */
export type Served<T> = { status: number; body: T };

/** A deployed workflow's engine, asked through the API server's proxy. */
export class ServedWorkflow {
  readonly #kube: Kube;
  readonly #base: string;

  private constructor(kube: Kube, base: string) {
    this.#kube = kube;
    this.#base = base;
  }

  static async of(at: Pick<Ground, "cluster" | "namespace">, workflow: string): Promise<ServedWorkflow> {
    const kube = await Kube.connect({ kubeconfig: at.cluster.kubeconfig, namespace: at.namespace });
    return new ServedWorkflow(kube, `/api/v1/namespaces/${at.namespace}/services/http:${workflow}:8080/proxy`);
  }

  /** GET. The caller knows what the engine answers there. */
  async ask<T = Record<string, unknown>>(path: string): Promise<Served<T>> {
    const { status, body } = await this.#kube.send({ path: `${this.#base}${path}`, timeoutMs: 40_000 });
    return { status, body: JSON.parse(body) };
  }

  /** POST /run, once. */
  async run<T = Record<string, unknown>>(runId: string, input: object): Promise<Served<T>> {
    const headers = { "content-type": "application/json", "x-tentacular-run-id": runId };
    const path = `${this.#base}/run`;
    const answer = await this.#kube.send({
      method: "POST",
      path,
      headers,
      body: JSON.stringify(input),
      // Against what never ends: a burst of large requests has taken 40 s on a machine under load.
      timeoutMs: 230_000,
    });
    return { status: answer.status, body: JSON.parse(answer.body) };
  }
}
