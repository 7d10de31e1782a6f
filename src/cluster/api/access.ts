import { readFile } from "node:fs/promises";
import { TentacularError } from "../../errors.ts";
import type { AccessOptions } from "./access-options.ts";
import type { ClusterSelection } from "./cluster-selection.ts";
import { inClusterFiles } from "./in-cluster-files.ts";
import { type ClusterEntry, type Kubeconfig, readKubeconfig, type UserEntry } from "./kubeconfig.ts";

/** The way to one API server: where it is, who we are, and what a request needs to get in. */
export type Access = {
  context: string;
  server: URL;
  /** The kubeconfig's name of the user, or whom it impersonates, for messages. */
  user: string;
  namespace: string;
  options: AccessOptions;
};

type Chosen = { context: string; cluster: ClusterEntry; user: UserEntry; userName: string; namespace: string };

/**
 * Finds the cluster that flags, environment and kubeconfig name, as Helm would: the `HELM_KUBE*` variables
 * through which Helm hands its own flags to a plugin count as flags.
 */
export async function accessTo(selection: ClusterSelection, env: NodeJS.ProcessEnv = process.env): Promise<Access> {
  const config = await readKubeconfig(selection.kubeconfig || undefined, env);
  if (config.contexts.size === 0 && config.clusters.size === 0 && !env["HELM_KUBEAPISERVER"]) {
    return await inClusterAccess(selection, config, env);
  }
  const chosen = choose(config, selection, env);
  const server = serverOf(chosen);
  const options = needsClient(chosen) ? await optionsOfClient(chosen) : await plainOptions(chosen);
  const as = impersonation(chosen.user, env);
  Object.assign(options.headers, as);
  return {
    context: chosen.context,
    server,
    user: String(as["Impersonate-User"] ?? chosen.userName),
    namespace: chosen.namespace,
    options,
  };
}

function choose(config: Kubeconfig, selection: ClusterSelection, env: NodeJS.ProcessEnv): Chosen {
  const context = selection.context || config.currentContext || "";
  const entry = config.contexts.get(context);
  if (entry === undefined && (context !== "" || !env["HELM_KUBEAPISERVER"])) throw noContext(context, config);
  return {
    context,
    cluster: { ...config.clusters.get(entry?.cluster ?? ""), ...clusterOverrides(env) },
    user: {
      ...config.users.get(entry?.user ?? ""),
      ...(env["HELM_KUBETOKEN"] ? { token: env["HELM_KUBETOKEN"] } : {}),
    },
    userName: entry?.user ?? "",
    namespace: selection.namespace || entry?.namespace || "default",
  };
}

function clusterOverrides(env: NodeJS.ProcessEnv): ClusterEntry {
  return {
    ...(env["HELM_KUBEAPISERVER"] ? { server: env["HELM_KUBEAPISERVER"] } : {}),
    ...(env["HELM_KUBECAFILE"] ? { "certificate-authority": env["HELM_KUBECAFILE"] } : {}),
    ...(env["HELM_KUBEINSECURE_SKIP_TLS_VERIFY"] === "true" ? { "insecure-skip-tls-verify": true } : {}),
    ...(env["HELM_KUBETLS_SERVER_NAME"] ? { "tls-server-name": env["HELM_KUBETLS_SERVER_NAME"] } : {}),
  };
}

function impersonation(user: UserEntry, env: NodeJS.ProcessEnv): Record<string, string | string[]> {
  const name = env["HELM_KUBEASUSER"] || user.as;
  const asked = (env["HELM_KUBEASGROUPS"] ?? "").split(",").filter((group) => group !== "");
  const groups = asked.length > 0 ? asked : (user["as-groups"] ?? []);
  return {
    ...(name ? { "Impersonate-User": name } : {}),
    ...(groups.length > 0 ? { "Impersonate-Group": groups } : {}),
  };
}

function serverOf({ cluster, context }: Chosen): URL {
  if (cluster.server && URL.canParse(cluster.server)) return new URL(cluster.server);
  throw new TentacularError(`The context "${context}" names no cluster with an address`, {
    code: "KUBECONFIG-INVALID",
    remedy: "Mend the context: kubectl config get-contexts",
    exit: "unreachable",
  });
}

async function optionsOfClient({ cluster, user }: Chosen): Promise<AccessOptions> {
  const { clientOptions } = await import("./client-options.ts");
  return await clientOptions(cluster, user);
}

/** Credential plugins, old auth providers and proxies are left to the Kubernetes client, which is slow to load. */
function needsClient({ cluster, user }: Chosen): boolean {
  return Boolean(cluster["proxy-url"] || user["exec"] || user["auth-provider"]);
}

async function plainOptions({ cluster, user }: Chosen): Promise<AccessOptions> {
  const [ca, cert, key, tokenFile] = await Promise.all([
    bytes(cluster["certificate-authority-data"], cluster["certificate-authority"]),
    bytes(user["client-certificate-data"], user["client-certificate"]),
    bytes(user["client-key-data"], user["client-key"]),
    bytes(undefined, user.tokenFile),
  ]);
  const token = user.token || tokenFile?.toString("utf8").trim();
  return {
    tls: {
      ...(ca ? { ca } : {}),
      ...(cert && key ? { cert, key } : {}),
      ...(cluster["tls-server-name"] ? { servername: cluster["tls-server-name"] } : {}),
      ...(cluster["insecure-skip-tls-verify"] ? { rejectUnauthorized: false } : {}),
    },
    headers: token ? { Authorization: `Bearer ${token}` } : basic(user),
  };
}

function basic({ username, password }: UserEntry): Record<string, string> {
  if (!username) return {};
  return { Authorization: `Basic ${Buffer.from(`${username}:${password ?? ""}`).toString("base64")}` };
}

async function bytes(data: string | null | undefined, path: string | null | undefined): Promise<Buffer | undefined> {
  if (data) return Buffer.from(data, "base64");
  if (!path) return undefined;
  try {
    return await readFile(path);
  } catch (cause) {
    throw new TentacularError(`The kubeconfig names "${path}", which cannot be read`, {
      code: "KUBECONFIG-UNREADABLE",
      remedy: "Restore the file, or log in to the cluster again",
      exit: "unreachable",
      cause,
    });
  }
}

/** In a pod with a service account and without a kubeconfig, the pod's own account is used, as Helm does. */
async function inClusterAccess(
  selection: ClusterSelection,
  config: Kubeconfig,
  env: NodeJS.ProcessEnv,
): Promise<Access> {
  const host = env["KUBERNETES_SERVICE_HOST"];
  if (!host || selection.context) throw noContext(selection.context ?? "", config);
  const { ca, token, namespace } = await inClusterFiles();
  return {
    context: "in-cluster",
    server: new URL(`https://${host.includes(":") ? `[${host}]` : host}:${env["KUBERNETES_SERVICE_PORT"] ?? "443"}`),
    user: "the service account of the pod",
    namespace: selection.namespace || namespace,
    options: { tls: { ca }, headers: { Authorization: `Bearer ${token}` } },
  };
}

function noContext(context: string, config: Kubeconfig): TentacularError {
  const known = [...config.contexts.keys()];
  const where = config.files.map((file) => `"${file}"`).join(", ");
  const message = context
    ? `There is no context "${context}" in ${where}`
    : `No cluster is chosen: ${where} ${known.length > 0 ? "sets no current context" : "does not exist or is empty"}`;
  return new TentacularError(message, {
    code: "CONTEXT-UNKNOWN",
    remedy:
      known.length > 0 ? `Use --kube-context with one of: ${known.join(", ")}` : "Name a kubeconfig with --kubeconfig",
    exit: "unreachable",
  });
}
