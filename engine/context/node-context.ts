import type { Context, DependencyConnection, Logger } from "../mod.ts";
import type { Secrets } from "../wire/load-request.ts";
import { connection } from "./connection.ts";
import type { ContextSource } from "./context-source.ts";
import { serviceRequest } from "./service-request.ts";

/**
 * The {@link Context} of one attempt. Members are made when they are asked for, so that a node which uses none
 * pays for none; each may be taken out of the object.
 */
export class NodeContext implements Context {
  readonly #source: ContextSource;

  constructor(source: ContextSource) {
    this.#source = source;
  }

  get nodeId(): string {
    return this.#source.nodeId;
  }

  get runId(): string {
    return this.#source.runId;
  }

  get signal(): AbortSignal {
    return this.#source.signal;
  }

  get config(): Record<string, unknown> {
    return this.#source.config;
  }

  get secrets(): Secrets {
    return this.#source.secrets;
  }

  get log(): Logger {
    return this.#source.log;
  }

  get dependency(): (name: string) => DependencyConnection {
    return (name) => connection(this.#source, name);
  }

  get fetch(): (service: string, path: string, init?: RequestInit) => Promise<Response> {
    return async (service, path, init) => {
      const request = serviceRequest(this.#source, service, { path, init });
      return await this.#source.fetch(request.url, request.init);
    };
  }
}
