/** How modules of packages come to the pods. */
export type ModuleMode = "proxy" | "bundled" | "mirror";

/** One package that code imports, as far as it is known. */
export type PlannedPackage = {
  /** Its name under `contract.dependencies`. */
  dependency: string;
  /** E.g. `npm:zod`, `jsr:@std/csv`. */
  package: string;
  /** The version that the contract asks for; `*` when it says none. */
  requested: string;
  /** The exact versions that are locked; more than one only where code asks for more than one. */
  locked: string[];
  /** Every specifier of it in the code, sorted. */
  imports: string[];
};

/** All that is decided about the packages of one workflow. */
export type ModulesPlan = {
  mode: ModuleMode;
  /** Mode `proxy`: where pods load from, e.g. `http://esm-sh.tentacular-system.svc.cluster.local:8080`. */
  proxy?: string;
  /** Mode `mirror`: where pods load from; a registry that no package needs is absent. */
  registries?: { npm?: string; jsr?: string };
  /** Mode `mirror`: the Secret whose `.npmrc` holds the npm mirror's credentials. */
  npmrcSecret?: string;
  packages: PlannedPackage[];
};
