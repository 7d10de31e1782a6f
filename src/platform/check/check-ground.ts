import type { Kube } from "../../cluster/api/kube.ts";
import type { Helm } from "../../cluster/helm/helm.ts";
import type { SystemFound } from "../../cluster/system/look-for-system.ts";
import type { TentacularError } from "../../errors.ts";
import type { Settings } from "../../image/settings.ts";
import type { LocalSecrets } from "../../secrets/local-secrets.ts";
import type { NamespaceState } from "../namespace-state.ts";
import type { Folder } from "./read-folder.ts";

/** All that single checks look at. */
export type CheckGround = Folder & {
  kube: Kube;
  /** The Helm that deploys, or why there is none. */
  helm: Helm | TentacularError;
  settings: Settings;
  local: LocalSecrets | undefined;
  namespace: NamespaceState;
  system: SystemFound;
};
