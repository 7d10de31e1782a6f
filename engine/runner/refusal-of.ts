import { nearest } from "../../src/workflow/nearest.ts";
import { dependencyLines } from "./dependency-lines.ts";

/** What is told in place of Deno's words, which advise flags that nobody can give. */
export type Refusal = { message: string; remedy: string };

/** Where in the workflow's folder the code stands that was refused, and what it could have meant. */
type Where = {
  file?: string | undefined;
  line?: number | undefined;
  /** Names of the dependencies that the contract declares. */
  declared?: readonly string[];
};

const remedies: Record<string, string> = {
  env: 'Give it as "config" of workflow.yaml, or as a secret: nodes see no environment',
  import:
    "Declare the package in contract.dependencies of workflow.yaml (protocol npm or jsr), or keep the code in the workflow's folder: nodes import nothing from elsewhere",
  read: "Keep what a node reads inside the workflow's folder",
  run: "Do without it: nodes start no programs",
  write: "Return it, or send it to a dependency: nodes write no files",
};

/** Reads from an error's message which access was refused to a node, and says what to do; undefined for other errors. */
export function refusalOf(
  name: string,
  message: string,
  { file, line, declared = [] }: Where = {},
): Refusal | undefined {
  const { access, target } = refused(message);
  if (access === undefined) return undefined;
  const node = `Node "${name}"${file === undefined ? "" : ` (${file}${line === undefined ? "" : `:${line}`})`}`;
  if (access === "net" && target !== undefined) return netRefusal(node, target, declared);
  return {
    message: `${node} is not permitted ${access} access${target === undefined ? "" : ` to "${target}"`}`,
    remedy: remedies[access] ?? "Do without it: nodes have no such access",
  };
}

function refused(message: string): { access?: string | undefined; target?: string | undefined } {
  // Without a PATH, no program is found; it would be refused if it were.
  const [, program] = /^Failed to spawn '(.+?)': /.exec(message) ?? [];
  if (program !== undefined) return { access: "run", target: program };
  const [, access, target] = /Requires (\w+) access(?: to "([^"]+)"|, run again)/.exec(message) ?? [];
  return { access, target };
}

function netRefusal(node: string, target: string, declared: readonly string[]): Refusal {
  const [, host = target, port] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(target) ?? [];
  const lines = dependencyLines(host, port === undefined ? undefined : Number(port));
  // A name that is no dependency is taken for a service at its usual host, so a slip in it ends up there.
  const [, service] = /^api\.(.+)\.com$/.exec(host) ?? [];
  const meant = service === undefined ? undefined : nearest(service, declared);
  return {
    message: `${node} is not permitted to reach "${target}": the contract does not declare it`,
    remedy: meant
      ? `There is no dependency "${service}"; did you mean "${meant}"? Else add to workflow.yaml:\n${lines}`
      : `Add to workflow.yaml:\n${lines}`,
  };
}
