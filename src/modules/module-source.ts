/** One answer of a module proxy. */
export type ModuleAnswer = {
  status: number;
  /** Where a redirect leads, as an address of the same proxy, or of another host when it really leads there. */
  location?: string;
  bytes: Uint8Array;
};

/** Something that gives modules by their address: a module proxy, by whatever way it is reached. */
export type ModuleSource = {
  /** As pods name it, without a slash at the end: the addresses in locks begin with it. */
  proxy: string;
  /** @throws {TentacularError} only when there was no answer */
  get(url: string): Promise<ModuleAnswer>;
};
