import { z } from "zod";
import { TentacularError } from "../../errors.ts";
import { byHand } from "./by-hand.ts";
import { findHelm } from "./find-helm.ts";
import { helmProcess } from "./helm-process.ts";

/** Which cluster and namespace Helm works on: always said explicitly, never left to its own state. */
export type HelmOptions = {
  namespace: string;
  kubeconfig?: string | undefined;
  context?: string | undefined;
  /** @default process.env */
  env?: NodeJS.ProcessEnv;
  /** Passed on to Helm as an interrupt. */
  signal?: AbortSignal | undefined;
  /** Told what had to be done that nobody asked for. @default nobody */
  warn?: (text: string) => void;
};

/** What goes into a release. */
export type Upgrade = {
  /** Folder or tarball of the chart, or its address (`oci://…`). */
  chart: string;
  /** Version of a chart with an address. @default the newest */
  chartVersion?: string | undefined;
  /** The chart's registry has no TLS. @default false */
  plainHttp?: boolean | undefined;
  /** Plain data; given on stdin. */
  values: object;
  /** Labels of the release's own Secret. */
  labels?: Record<string, string>;
  description?: string;
  /** Revisions that Helm keeps. @default 10 */
  historyMax?: number;
  /** Files of values, which go before `values`, the later ones first. */
  valueFiles?: readonly string[];
  /** `key=value` as Helm reads it; goes before all values. */
  set?: readonly string[];
  /** Start from what earlier upgrades were given, over the chart's own defaults. @default false */
  keepValues?: boolean;
};

/** What is rendered without a cluster. */
export type Template = Pick<Upgrade, "chart" | "chartVersion" | "plainHttp" | "values"> & { kubeVersion?: string };

/** How Helm gets a chart that is not a file. */
function pulling({ chartVersion, plainHttp }: Pick<Upgrade, "chartVersion" | "plainHttp">): string[] {
  return [...(chartVersion ? [`--version=${chartVersion}`] : []), ...(plainHttp ? ["--plain-http"] : [])];
}

const revision = z.object({
  revision: z.coerce.number(),
  updated: z.string(),
  status: z.string(),
  chart: z.string(),
  app_version: z.string().default(""),
  description: z.string().default(""),
});

/** One line of Helm's own history. */
export type Revision = z.infer<typeof revision>;

const oldest = [3, 17] as const;

/**
 * The user's Helm, 3.17 to 4.x, on one namespace. Never waits, never rolls back by itself: following a rollout and going
 * back are ours, so that the evidence is kept.
 *
 * @example
 * const helm = new Helm({ namespace: "demo", context: "kind-kind" });
 * const { revision } = await helm.upgrade("hello", { chart, values });
 */
export class Helm {
  readonly bin: string;
  private readonly options: HelmOptions;
  private readonly signal: AbortSignal | undefined;
  private readonly warn: (text: string) => void;
  private readonly env: NodeJS.ProcessEnv;
  private readonly target: readonly string[];

  /** @throws {TentacularError} `HELM-MISSING` (preflight) */
  constructor(options: HelmOptions) {
    const env = options.env ?? process.env;
    this.options = options;
    this.bin = findHelm(env);
    this.signal = options.signal;
    this.warn = options.warn ?? (() => {});
    // Plugins of the user cost time and may write warnings; debug lines would drown the errors.
    // It lives for less than a second: to collect garbage as usual takes a tenth of its time, and spares little memory.
    this.env = { GOGC: "400", ...env, HELM_NO_PLUGINS: "1", HELM_DEBUG: "false" };
    this.target = [
      `--namespace=${options.namespace}`,
      ...(options.context ? [`--kube-context=${options.context}`] : []),
      ...(options.kubeconfig ? [`--kubeconfig=${options.kubeconfig}`] : []),
    ];
  }

  /** The same Helm for a piece of work that has an end of its own, such as the loss of a lease. */
  until(signal: AbortSignal): Helm {
    return new Helm({ ...this.options, signal });
  }

  /** Its version, e.g. `4.2.3`. @throws {TentacularError} `HELM-TOO-OLD` (preflight) */
  async version(): Promise<string> {
    const text = await this.run(["version", "--template={{.Version}}"], "say its version");
    const [, major = "0", minor = "0", patch = "0"] = /v?(\d+)\.(\d+)\.(\d+)/.exec(text) ?? [];
    const old = Number(major) < oldest[0] || (Number(major) === oldest[0] && Number(minor) < oldest[1]);
    if (!old) return `${major}.${minor}.${patch}`;
    throw new TentacularError(`Helm ${text.trim()} is too old`, {
      code: "HELM-TOO-OLD",
      exit: "preflight",
      remedy: `Install Helm ${oldest.join(".")} or newer; "${this.bin}" was found`,
    });
  }

  /** Installs the release or upgrades it, and does not wait for pods. */
  async upgrade(release: string, upgrade: Upgrade): Promise<{ revision: number }> {
    const text = await this.takeOver(this.upgradeArgs(release, upgrade), `deploy "${release}"`, given(upgrade));
    return { revision: Number(/^REVISION: (\d+)$/m.exec(text)?.[1]) };
  }

  /** The manifests that an upgrade would apply to this cluster, without hooks; nothing is changed. */
  async preview(release: string, upgrade: Upgrade): Promise<string> {
    const args = [...this.upgradeArgs(release, upgrade), "--dry-run=server", "--output=json"];
    const text = await this.run(args, `render "${release}"`, given(upgrade));
    return z.object({ manifest: z.string() }).parse(JSON.parse(text)).manifest;
  }

  /** The manifests of the newest revision, without hooks; undefined when there is no such release. */
  async manifest(release: string): Promise<string | undefined> {
    try {
      return await this.run(["get", "manifest", release, ...this.target], `read "${release}"`);
    } catch (error) {
      if (error instanceof TentacularError && error.code === "HELM-RELEASE-UNKNOWN") return undefined;
      throw error;
    }
  }

  private upgradeArgs(release: string, upgrade: Upgrade): string[] {
    const { chart, labels, description, historyMax = 10, valueFiles = [], set = [], keepValues = false } = upgrade;
    return [
      ...["upgrade", release, chart, "--install", "--values=-", `--history-max=${historyMax}`, "--hide-notes"],
      // Reading the schema of all kinds takes a third of Helm's time; the API server judges what it is sent anyway.
      "--disable-openapi-validation",
      ...valueFiles.map((file) => `--values=${file}`),
      ...set.map((pair) => `--set=${pair}`),
      ...Object.entries(labels ?? {}).map(([key, text]) => `--labels=${key}=${text}`),
      ...(description ? [`--description=${description}`] : []),
      ...pulling(upgrade),
      ...(keepValues ? ["--reset-then-reuse-values"] : []),
      ...this.target,
    ];
  }

  /** The manifests that an upgrade would apply, hooks included. Asks no cluster. */
  async template(release: string, options: Template): Promise<string> {
    const version = [...(options.kubeVersion ? [`--kube-version=${options.kubeVersion}`] : []), ...pulling(options)];
    const args = ["template", release, options.chart, "--values=-", "--skip-tests", ...version, ...this.target];
    return await this.run(args, `render "${release}"`, JSON.stringify(options.values));
  }

  /** Goes back to a revision, and does not wait for pods. */
  async rollback(release: string, to: number, { historyMax = 10 } = {}): Promise<void> {
    const args = ["rollback", release, String(to), `--history-max=${historyMax}`, ...this.target];
    await this.takeOver(args, `roll "${release}" back to revision ${to}`);
  }

  /** Removes the release with its history; nothing to remove is no error. */
  async uninstall(release: string): Promise<void> {
    await this.run(["uninstall", release, "--ignore-not-found", ...this.target], `remove "${release}"`);
  }

  /** All kept revisions, oldest first; none when there is no such release. */
  async history(release: string): Promise<Revision[]> {
    try {
      const text = await this.run(["history", release, "--output=json", ...this.target], `read "${release}"`);
      return z.array(revision).parse(JSON.parse(text));
    } catch (error) {
      if (error instanceof TentacularError && error.code === "HELM-RELEASE-UNKNOWN") return [];
      throw error;
    }
  }

  /** The values that a revision was made with; the newest revision's by default. */
  async getValues<T>(release: string, schema: z.ZodType<T>, at?: number): Promise<T> {
    const revisionFlag = at === undefined ? [] : [`--revision=${at}`];
    const args = ["get", "values", release, "--output=json", ...revisionFlag, ...this.target];
    return schema.parse(JSON.parse(await this.run(args, `read the values of "${release}"`)));
  }

  /**
   * Helm 4 applies on the server and stops at fields that somebody else has set, e.g. by `kubectl scale`. Helm 3 sets
   * them back, and so do we: what runs is what was deployed.
   */
  private async takeOver(args: readonly string[], what: string, stdin?: string): Promise<string> {
    try {
      return await this.run(args, what, stdin);
    } catch (error) {
      if (!(error instanceof TentacularError) || error.code !== "HELM-CONFLICT") throw error;
      this.warn(`Changes by hand are set back: ${byHand(wordsOf(error)) ?? error.message}`);
      return await this.run([...args, "--force-conflicts"], what, stdin);
    }
  }

  private run(args: readonly string[], what: string, stdin?: string): Promise<string> {
    const { bin, env, signal, options } = this;
    return helmProcess({ bin, args, what, env, signal, at: options, ...(stdin === undefined ? {} : { stdin }) });
  }
}

/** All that Helm said; the message of the error reads as a failure. */
function wordsOf({ cause, message }: TentacularError): string {
  return cause instanceof Error ? cause.message : message;
}

function given({ values }: Upgrade): string {
  return JSON.stringify(values);
}
