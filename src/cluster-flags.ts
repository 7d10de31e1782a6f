import * as Flags from "@oclif/core/flags";
import type { ClusterSelection } from "./cluster/api/cluster-selection.ts";
import { TentacularError } from "./errors.ts";
import { formats } from "./workflow/schema/formats.ts";

/** Where a cluster command acts. */
export type ClusterTarget = ClusterSelection & {
  /**
   * True when the user named the namespace for this call, by flag or environment; else the context says it, and a
   * workflow's own `deployment.namespace` goes before that.
   */
  namespaceIsExplicit: boolean;
};

const helpGroup = "CLUSTER";

/** The flags of every command that speaks to a cluster: Helm's own, with Helm's meaning. */
export const clusterFlags = {
  namespace: Flags.string({
    char: "n",
    helpGroup,
    helpValue: "NAME",
    description: "Namespace to act in",
    defaultHelp: "the context's",
  }),
  "kube-context": Flags.string({
    helpGroup,
    helpValue: "NAME",
    description: "Context of the kubeconfig to use",
    defaultHelp: "the current one",
  }),
  kubeconfig: Flags.string({
    helpGroup,
    helpValue: "PATH",
    description: "Kubeconfig file to use",
    defaultHelp: "$KUBECONFIG, else ~/.kube/config",
  }),
};

/** The values of {@link clusterFlags}. */
export type ClusterFlagValues = {
  namespace?: string | undefined;
  "kube-context"?: string | undefined;
  kubeconfig?: string | undefined;
};

/**
 * Says where a command acts: flags before environment. Helm takes these flags for itself, wherever they stand, and
 * hands them on as `HELM_NAMESPACE`, `HELM_KUBECONTEXT` and `KUBECONFIG`, so both ways of calling mean the same.
 * Helm always sets `HELM_NAMESPACE`: under it, a namespace that equals the context's own counts as not named.
 *
 * @throws {TentacularError} `NAMESPACE-INVALID` (usage) for a name that Kubernetes does not take
 */
export async function clusterTarget(
  flags: ClusterFlagValues,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ClusterTarget> {
  const kubeconfig = flags.kubeconfig || undefined;
  const context = flags["kube-context"] || env["HELM_KUBECONTEXT"] || undefined;
  const namespace = flags.namespace || env["HELM_NAMESPACE"] || undefined;
  if (namespace !== undefined && !formats.namespace.pattern.test(namespace)) throw namespaceInvalid(namespace);
  const selection: ClusterSelection = { kubeconfig, context };
  const underHelm = env["HELM_PLUGIN_NAME"] !== undefined && !flags.namespace;
  const namespaceIsExplicit =
    namespace !== undefined && !(underHelm && namespace === (await ownNamespace(selection, env)));
  return { ...selection, namespace: namespaceIsExplicit ? namespace : undefined, namespaceIsExplicit };
}

/** The namespace that the context of the kubeconfig names, as Helm reads it. */
async function ownNamespace({ kubeconfig, context }: ClusterSelection, env: NodeJS.ProcessEnv): Promise<string> {
  const { readKubeconfig } = await import("./cluster/api/kubeconfig.ts");
  const { contexts, currentContext } = await readKubeconfig(kubeconfig, env);
  return contexts.get(context ?? currentContext ?? "")?.namespace || "default";
}

function namespaceInvalid(name: string): TentacularError {
  const { remedy } = formats.namespace;
  return new TentacularError(`No namespace can be called "${name}"`, {
    code: "NAMESPACE-INVALID",
    remedy,
    exit: "usage",
  });
}
