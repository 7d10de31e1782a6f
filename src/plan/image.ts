/** A container image by its parts. */
export type Image = { registry: string; repository: string; tag: string; digest: string };

/**
 * The parts of an image reference, split as container runtimes do: the first part is a registry when it looks like a
 * host (a dot, a port, or `localhost`).
 *
 * @example
 * imageOf("ghcr.io/acme/tentacular-engine:0.1.0"); // registry ghcr.io, repository acme/tentacular-engine, tag 0.1.0
 */
export function imageOf(reference: string): Image {
  const [name = "", digest = ""] = reference.split("@");
  const slash = name.indexOf("/");
  const first = slash < 0 ? "" : name.slice(0, slash);
  const registry = first === "localhost" || /[.:]/.test(first) ? first : "";
  const rest = registry ? name.slice(slash + 1) : name;
  const [repository = "", tag = ""] = rest.split(":");
  return { registry, repository, tag, digest };
}
