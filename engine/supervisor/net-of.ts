import type { Contract } from "../../src/workflow/spec.ts";
import { defaultPort } from "../context/default-port.ts";

const packages = new Set(["jsr", "npm"]);

/**
 * What `--allow-net` of the runner says when nobody said it for us: the hosts of the contract; everything when there
 * is no contract or when it names targets that are known only at run time.
 */
export function netOf(contract: Contract | undefined): "all" | string[] {
  if (contract === undefined) return "all";
  const reached = Object.values(contract.dependencies).filter(({ protocol }) => !packages.has(protocol));
  if (reached.some(({ type }) => type === "dynamic-target")) return "all";
  const hosts = reached.flatMap(({ host, port, protocol }) =>
    host ? [`${host}:${port ?? defaultPort(protocol)}`] : [],
  );
  return [...new Set(hosts)].sort();
}
