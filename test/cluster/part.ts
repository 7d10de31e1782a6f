import type { ProgramName } from "./programs.ts";
import type { Site } from "./site.ts";

/** One part of a cluster: what it is made of, how it starts, and how it is known to work. */
export type Part = {
  name: string;
  /** Parts that must be ready before this one starts. */
  after: readonly string[];
  /** Programs that it runs or lets others run; built once and cached by content. */
  programs: readonly ProgramName[];
  /** Files it reads, by their path below the cluster's folder. */
  files?: (site: Site) => Record<string, string>;
  /** What must lie ready before its process starts. */
  prepare?: (site: Site) => Promise<void>;
  /** Its process, started in the cluster's network namespace. A part without one lives in pods. */
  command?: (site: Site) => string[] | Promise<string[]>;
  /** Whether its process runs beside the cluster, in the network of the machine and with its environment. @default false */
  onMachine?: boolean;
  /** What else has to be done, once, to start it. */
  start?: (site: Site) => Promise<void>;
  /** Kubernetes objects that it consists of. */
  objects?: (site: Site) => object[];
  ready: (site: Site) => Promise<boolean>;
};
