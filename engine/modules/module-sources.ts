import { hostAndPort } from "../../src/workflow/addresses/host-and-port.ts";

/** Where modules come from, as the command line says. */
export type ModuleSources = {
  /** `host:port` of what modules may be imported from. */
  servers: readonly string[];
  npmRegistry: string | undefined;
  jsrRegistry: string | undefined;
  /** Folder with the `.npmrc` that holds the npm registry's credentials: for fetching only, no node code sees it. */
  npmrc: string | undefined;
  /** Deno's own registries serve packages, and no lock holds them. */
  unlocked: boolean;
  /** Whether there is any. */
  any: boolean;
};

/** The sources that the flags name. JSR's modules are imported from its registry: that is a server, too. */
export function moduleSources(flags: {
  "allow-import": readonly string[];
  "npm-registry": string | undefined;
  "jsr-registry": string | undefined;
  npmrc?: string | undefined;
  packages?: boolean;
}): ModuleSources {
  const { packages: unlocked = false, "npm-registry": npmRegistry, "jsr-registry": jsrRegistry, npmrc } = flags;
  const servers = [
    ...new Set([...flags["allow-import"], ...(jsrRegistry === undefined ? [] : [hostAndPort(jsrRegistry)])]),
  ];
  const any = unlocked || servers.length > 0 || npmRegistry !== undefined;
  return { servers, npmRegistry, jsrRegistry, npmrc, unlocked, any };
}
