import { hello } from "../deploy/hello.ts";

/** The files of a workflow that has all that is walled: ticks, a public host, and a package from the module proxy. */
export function authorsWorkflow(options: {
  version: string;
  greeting: string;
  /** More keys of the public host, in YAML. @default none */
  api?: string;
  /** More dependencies, in YAML. @default none */
  others?: string;
}): Record<string, string> {
  const { version, greeting, api = "", others = "" } = options;
  const ways = `api: { protocol: http, host: api.example.com${api} }, ms: { protocol: npm, host: ms, version: ^2 }${others}`;
  const returned = `{ greeting: ${JSON.stringify(greeting)}, waits: ms("2 days") }`;
  return {
    ...hello({ version, greeting, dependencies: `{ ${ways} }`, more }),
    "nodes/greet.ts": `import ms from "npm:ms@^2";\n\nexport default () => (${returned});\n`,
  };
}

const more = `deployment:
  runtimeClass: gvisor
triggers:
  - { type: manual }
  - { type: cron, schedule: "0 3 1 1 *" }
`;
