/** What may stand at a path, for a remedy; undefined where nothing needs an example. */
export function exampleFor(path: readonly PropertyKey[]): string | undefined {
  const names = path.map((part, index) => (isName(path[index - 1]) || typeof part === "number" ? "*" : String(part)));
  return examples.get(names.join(".")) ?? examples.get(names.slice(-2).join("."));
}

/** Whether what follows is a name of the author's choice. */
function isName(parent: PropertyKey | undefined): boolean {
  return parent === "nodes" || parent === "dependencies";
}

const examples = new Map([
  ["", 'name: hello, version: "1.0", nodes: {hello: {path: ./nodes/hello.ts}}'],
  ["name", "invoice-watch"],
  ["version", '"1.0"'],
  ["metadata.tags", "[billing, nightly]"],
  ["nodes", "{hello: {path: ./nodes/hello.ts}}"],
  ["nodes.*", "{path: ./nodes/hello.ts}"],
  ["nodes.*.path", "./nodes/hello.ts"],
  ["edges", "[{from: pull, to: score}]"],
  ["edges.*", "{from: pull, to: score}"],
  ["triggers", "[{type: manual}]"],
  ["triggers.*", "{type: manual}"],
  ["triggers.*.type", "manual"],
  ["triggers.*.schedule", '"0 9 * * *"'],
  ["config", "{timeout: 45s}"],
  ["config.timeout", "45s"],
  ["config.retries", "2"],
  ["contract", '{version: "1", dependencies: {}}'],
  ["contract.version", '"1"'],
  ["contract.dependencies", "{github: {protocol: https, host: api.github.com}}"],
  ["contract.dependencies.*", "{protocol: https, host: api.github.com}"],
  ["contract.dependencies.*.protocol", "https"],
  ["contract.dependencies.*.port", "443"],
  ["auth.type", "bearer-token"],
  ["auth.secret", "github.token"],
  ["*.toCIDR", "10.20.0.0/16"],
]);
