import { parseAllDocuments } from "yaml";
import { type HelmVersion, helmBinary } from "../cluster/helm-binary.ts";
import { run } from "../cluster/run.ts";

/** An object of a chart, as far as all of them are alike. */
export type Rendered = {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; [key: string]: unknown };
  [key: string]: unknown;
};

/** How a chart is rendered. */
export type RenderOptions = {
  /** @default "4.2.3" */
  helm?: HelmVersion;
  /** Further arguments. */
  args?: string[];
  /** @default "1.36.0" */
  kubeVersion?: string;
};

/** What `helm template` makes of a chart: its text. */
export async function render(folder: string, options: RenderOptions = {}): Promise<string> {
  const { helm = "4.2.3", args = [], kubeVersion = "1.36.0" } = options;
  const where = ["--namespace", "tentacular-system", "--kube-version", kubeVersion];
  return run([await helmBinary(helm), "template", "rendered", folder, ...where, ...args]);
}

/** The objects in what was rendered. */
export function objectsIn(text: string): Rendered[] {
  return parseAllDocuments(text).flatMap((document) => document.toJS() ?? []);
}
