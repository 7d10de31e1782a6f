/** Where modules come from, as the command line says. */
export type ModuleSources = {
  /** `host:port` of what modules may be imported from. */
  servers: readonly string[];
  npmRegistry: string | undefined;
  jsrRegistry: string | undefined;
  /** Whether there is any. */
  any: boolean;
};

/** The sources that the flags name. JSR's modules are imported from its registry: that is a server, too. */
export function moduleSources(flags: {
  "allow-import": readonly string[];
  "npm-registry": string | undefined;
  "jsr-registry": string | undefined;
}): ModuleSources {
  const { "npm-registry": npmRegistry, "jsr-registry": jsrRegistry } = flags;
  const servers = [
    ...new Set([...flags["allow-import"], ...(jsrRegistry === undefined ? [] : [serverOf(jsrRegistry)])]),
  ];
  return { servers, npmRegistry, jsrRegistry, any: servers.length > 0 || npmRegistry !== undefined };
}

function serverOf(address: string): string {
  const { protocol, hostname, port } = new URL(address);
  return `${hostname}:${port || (protocol === "https:" ? 443 : 80)}`;
}
