import type { LoadedDependency, Secrets } from "../wire/load-request.ts";

/** What one node touched while it ran. */
export type NodeUse = {
  node: string;
  /** Names asked of `ctx.dependency`. */
  dependencies: string[];
  /** Names asked of `ctx.fetch`. */
  services: string[];
  /** Of both, those that the contract does not declare. */
  undeclared: string[];
  /** `service.key` read through `ctx.secrets`. */
  secrets: string[];
  /** Hosts asked of `globalThis.fetch`. */
  fetches: string[];
};

type Kind = Exclude<keyof NodeUse, "node">;

/** Notes what the nodes of one case touch. */
export class Usage {
  readonly #nodes = new Map<string, Record<Kind, Set<string>>>();

  note(node: string, kind: Kind, name: string): void {
    this.#of(node)[kind].add(name);
  }

  noteDependency(node: string, name: string, declared: Record<string, LoadedDependency> | undefined): void {
    this.note(node, "dependencies", name);
    if (declared?.[name] === undefined) this.note(node, "undeclared", name);
  }

  noteService(node: string, name: string, declared: Record<string, LoadedDependency> | undefined): void {
    this.note(node, "services", name);
    if (declared?.[name] === undefined) this.note(node, "undeclared", name);
  }

  /** The same secrets, with every read of a key noted. */
  secretsOf(node: string, secrets: Secrets): Secrets {
    const services = Object.entries(secrets).map(([service, keys]): [string, Secrets[string]] => [
      service,
      this.#watched(keys, (key) => this.note(node, "secrets", `${service}.${key}`)),
    ]);
    return this.#watched(Object.fromEntries(services), (service) => {
      if (!(service in secrets)) this.note(node, "secrets", service);
    });
  }

  list(): NodeUse[] {
    return [...this.#nodes].map(([node, kinds]) => ({
      node,
      dependencies: [...kinds.dependencies],
      services: [...kinds.services],
      undeclared: [...kinds.undeclared],
      secrets: [...kinds.secrets],
      fetches: [...kinds.fetches],
    }));
  }

  #watched<T extends object>(target: T, onRead: (key: string) => void): T {
    return new Proxy(target, {
      get: (object, key, receiver) => {
        if (typeof key === "string" && key !== "toJSON") onRead(key);
        return Reflect.get(object, key, receiver);
      },
    });
  }

  #of(node: string): Record<Kind, Set<string>> {
    const known = this.#nodes.get(node);
    if (known) return known;
    const fresh = {
      dependencies: new Set<string>(),
      services: new Set<string>(),
      undeclared: new Set<string>(),
      secrets: new Set<string>(),
      fetches: new Set<string>(),
    };
    this.#nodes.set(node, fresh);
    return fresh;
  }
}
