import type { Dependency, PortSpec } from "../spec.ts";

/**
 * One thing outside of the engine's process that the workflow may connect to. Permissions, network policy and what
 * people are shown all come from these.
 */
export type Way = {
  /** The key that opens it, e.g. `contract.dependencies.erp`. */
  source: string;
  /** For people, on one line, e.g. `dependency erp (https)`. */
  reason: string;
  /** Host name or address, without brackets; absent when only addresses are known. */
  host?: string;
  /** Where the addresses lie; absent means wherever the host's name leads. */
  cidrs?: string[];
  /** None means any. */
  ports: PortSpec[];
  /** Hosts are known only at run time. */
  dynamic?: true;
} & Pick<Dependency, "podSelector" | "podPort">;
