import { shellQuoted } from "../../output/shell-quoted.ts";
import type { ClusterSelection } from "./cluster-selection.ts";

/**
 * A command of `tntc`, `helm` or `kubectl` for people to type, with the flags by which its reader came to this cluster:
 * without them it would mean another one, or a workflow of the same name in another namespace.
 *
 * @param selection its `namespace` is left out where the command has one of its own, or takes none
 *
 * @example
 * toType("tntc status hello --detail", { namespace: "demo" }); // "tntc status hello --detail -n demo"
 */
export function toType(command: string, { namespace, context, kubeconfig }: ClusterSelection): string {
  const contextFlag = command.startsWith("kubectl ") ? "--context" : "--kube-context";
  return [
    command,
    ...(namespace ? ["-n", quoted(namespace)] : []),
    ...(context ? [contextFlag, quoted(context)] : []),
    ...(kubeconfig ? ["--kubeconfig", quoted(kubeconfig)] : []),
  ].join(" ");
}

function quoted(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : shellQuoted(value);
}
