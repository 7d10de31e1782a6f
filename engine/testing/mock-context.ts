import { connection } from "../context/connection.ts";
import type { ContextSource } from "../context/context-source.ts";
import { NodeContext } from "../context/node-context.ts";
import { serviceRequest } from "../context/service-request.ts";
import type { DependencyConnection } from "../mod.ts";
import type { Secrets } from "../wire/load-request.ts";
import { mockResponse } from "./mock-response.ts";
import type { TestCase } from "./request.ts";
import type { Usage } from "./usage.ts";

/** The real context with the network taken away: requests are built as in the cluster, then answered from the fixture. */
export class MockContext extends NodeContext {
  readonly #source: ContextSource;
  readonly #mocks: TestCase["mocks"];
  readonly #usage: Usage;
  readonly #secrets: Secrets;

  constructor(source: ContextSource, { mocks, usage }: { mocks: TestCase["mocks"]; usage: Usage }) {
    super(source);
    this.#source = source;
    this.#mocks = mocks;
    this.#usage = usage;
    this.#secrets = usage.secretsOf(source.nodeId, source.secrets);
  }

  override get secrets(): Secrets {
    return this.#secrets;
  }

  override get dependency(): (name: string) => DependencyConnection {
    return (name) => {
      this.#usage.noteDependency(this.nodeId, name, this.#source.dependencies);
      const real = connection(this.#source, name);
      if (real.fetch === undefined) return real;
      const about = (path: string) => ({ mock: true, dependency: name, path });
      return {
        ...real,
        fetch: async (path, init) => this.#answer({ service: name, path, init, about: about(path) }),
      };
    };
  }

  override get fetch(): NodeContext["fetch"] {
    return async (service, path, init) => {
      this.#usage.noteService(this.nodeId, service, this.#source.dependencies);
      serviceRequest(this.#source, service, { path, init });
      return this.#answer({ service, path, init, about: { mock: true, service, path } });
    };
  }

  #answer(asked: Parameters<typeof mockResponse>[1]): Response {
    return mockResponse(this.#mocks, asked, (message) => this.#source.log.warn(message));
  }
}
