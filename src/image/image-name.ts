/** How an image is named at build. */
export type ImageNameOptions = {
  /** `name:tag`, `:tag`-less name, or a whole reference. @default tentacular-engine:<version> */
  tag?: string | undefined;
  /** E.g. `ghcr.io/acme`; put before a tag that has no "/". */
  registry?: string | undefined;
  /** The version of this program. */
  version: string;
};

/**
 * The whole name of the engine image.
 *
 * @example
 * imageName({ registry: "ghcr.io/acme", version: "0.1.0" }); // "ghcr.io/acme/tentacular-engine:0.1.0"
 */
export function imageName({ tag, registry, version }: ImageNameOptions): string {
  const name = tag ?? `tentacular-engine:${version}`;
  const whole = registry && !name.includes("/") ? `${registry.replace(/\/+$/, "")}/${name}` : name;
  return /:[^/]+$/.test(whole) ? whole : `${whole}:${version}`;
}
