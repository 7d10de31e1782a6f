/** What is told in place of Deno's words, which advise flags that nobody can give. */
export type Refusal = { message: string; remedy: string };

const remedies: Record<string, string> = {
  env: 'Give it as "config" of workflow.yaml, or as a secret: nodes see no environment',
  import: "Keep the code in the workflow's folder: nodes import nothing from elsewhere",
  read: "Keep what a node reads inside the workflow's folder",
  run: "Do without it: nodes start no programs",
  write: "Return it, or send it to a dependency: nodes write no files",
};

/** Reads from an error's message which access was refused to a node, and says what to do; undefined for other errors. */
export function refusalOf(node: string, message: string): Refusal | undefined {
  const { access, target } = refused(message);
  if (access === undefined) return undefined;
  if (access === "net" && target !== undefined) return netRefusal(node, target);
  return {
    message: `Node "${node}" is not permitted ${access} access${target === undefined ? "" : ` to "${target}"`}`,
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

function netRefusal(node: string, target: string): Refusal {
  const [, host = target, port] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(target) ?? [];
  const name = host.replace(/[^a-z0-9]+/gi, "-").toLowerCase();
  const protocol = port === "80" ? "http" : "https";
  const written = port === undefined || port === "443" || port === "80" ? "" : `, port: ${port}`;
  return {
    message: `Node "${node}" is not permitted to reach "${target}": the contract does not declare it`,
    remedy: `Add to contract.dependencies in workflow.yaml: ${name}: { protocol: ${protocol}, host: ${host}${written} }`,
  };
}
