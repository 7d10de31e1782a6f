/** The files of a workflow with one node that gives a greeting. */
export function hello(options: {
  version: string;
  greeting: string;
  name?: string;
  /** Of the contract, in YAML. @default none */
  dependencies?: string;
  more?: string;
}): Record<string, string> {
  const { version, greeting, name = "hello", dependencies = "{}", more = "" } = options;
  return {
    "workflow.yaml": `name: ${name}
version: "${version}"
nodes:
  greet:
    path: ./nodes/greet.ts
contract:
  version: "1"
  dependencies: ${dependencies}
${more}`,
    "nodes/greet.ts": `export default () => ({ greeting: ${JSON.stringify(greeting)} });\n`,
  };
}

/** The same workflow with a node that ends its process while it is loaded. */
export function broken(version: string, name = "hello"): Record<string, string> {
  return {
    ...hello({ version, greeting: "", name }),
    "nodes/greet.ts": `throw new Error("the greeter is broken");\nexport default () => ({});\n`,
  };
}
