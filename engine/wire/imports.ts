/** Addresses by specifier; null refuses one. */
export type Addresses = Record<string, string | null>;

/** An import map with nothing relative in it: it means the same wherever it lies. */
export type ImportMap = { imports: Addresses; scopes?: Record<string, Addresses> | undefined };

/** What the workflow's folder says of modules from elsewhere. */
export type Imports = {
  /** No contract: Deno's own defaults, no map, no lock. */
  open: boolean;
  map: ImportMap;
  /** Path of the `deno.lock` that every module from elsewhere must match. */
  lock?: string | undefined;
};
