import type { Finding } from "./finding.ts";
import type { WorkflowSpec } from "./spec.ts";

/** Something of the outside that code asks for by name. */
export type CodeReference = {
  /** `secret`: ctx.secrets.a.b · `dependency`: ctx.dependency("a") · `fetch`: ctx.fetch("a", …) · `host`: fetch("https://a") */
  kind: "secret" | "dependency" | "fetch" | "host";
  /**
   * `service.key` of a secret, or only `service` where the code takes all its keys; `host:port` of a host. `*` for a
   * secret, a dependency, a service or a host that is known only when it runs.
   */
  name: string;
  file: string;
  line: number;
  column: number;
};

/** One import in a workflow's code. */
export type CodeImport = {
  file: string;
  line: number;
  column: number;
  /** As written. */
  specifier: string;
  /** The file that it names, relative to the workflow's folder; absent for what is not a file of it. */
  path?: string;
};

/** A workflow's folder, read and found to be without errors. */
export type Workflow = {
  /** The folder, absolute. */
  dir: string;
  spec: WorkflowSpec;
  /** Warnings only. */
  findings: Finding[];
  /** The text of workflow.yaml. */
  source: string;
  /** workflow.yaml and every file that the nodes need, relative to the folder, sorted. */
  files: string[];
  imports: CodeImport[];
  references: CodeReference[];
};
