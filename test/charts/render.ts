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

const known = new Map<string, Promise<string>>();

/** What `helm template` makes of a chart: its text. Tests that want the same rendering share it: charts do not change. */
export function render(folder: string, { helm = "4.2.3", ...options }: RenderOptions = {}): Promise<string> {
  const { args = [], kubeVersion = "1.36.0" } = options;
  const where = ["--namespace", "tentacular-system", "--kube-version", kubeVersion];
  const words = ["template", "rendered", folder, ...where, ...args];
  const key = JSON.stringify([helm, words]);
  const text = known.get(key) ?? helmBinary(helm).then((program) => run([program, ...words]));
  known.set(key, text);
  return text;
}

/** The objects in what was rendered. */
export function objectsIn(text: string): Rendered[] {
  return parseAllDocuments(text).flatMap((document) => document.toJS() ?? []);
}
