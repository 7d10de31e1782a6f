import { clusterName } from "../cluster/fixture.ts";
import { join } from "../cluster/join.ts";
import { type Ground, ground } from "../deploy/ground.ts";
import { proxyValues } from "../module-proxy/proxy-values.ts";

/** A cluster that may be broken, for no other test uses it, and a folder with a workflow that imports a package. */
export type Platform = Ground & {
  /** The namespace of the system chart. */
  system: string;
  /** What `cluster install` is given: images and registry of this machine. */
  values: string[];
};

const system = "tentacular-system";

/** Starts the cluster, or joins it when somebody has it up; nothing is installed yet. */
export async function platform(): Promise<Platform> {
  // A name has 24 characters at most.
  const name = `${clusterName().slice(0, 17)}-broken`;
  const leave = await join(name);
  const at = await ground({ on: name, runtimeClass: "gvisor" });
  // Who keeps the cluster up keeps what the last test has left.
  await at.cluster.kubectl("delete", "namespace", system, "--ignore-not-found");
  const image = `image: ${at.image}\nplain_http: true\n`;
  await at.write({
    "settings.yaml": `${image}runtime_class: gvisor\n`,
    "unsandboxed.yaml": `${image}runtime_class: ""\n`,
    "values.yaml": JSON.stringify({ moduleProxy: await proxyValues(at.cluster) }),
    ...workflow,
  });
  return {
    ...at,
    system,
    values: ["--values", "values.yaml"],
    // What a command is told stands in the golden file, not around it.
    tntc: (args, options = {}) => at.tntc(args, { ...options, env: { HELM_NAMESPACE: "", ...options.env } }),
    async [Symbol.asyncDispose]() {
      await at[Symbol.asyncDispose]();
      await leave();
    },
  };
}

const workflow = {
  "workflow.yaml": `name: timer
version: "1.0"
nodes:
  wait: { path: ./nodes/wait.ts }
contract:
  version: "1"
  dependencies:
    ms: { protocol: npm, host: ms, version: "^2" }
`,
  "nodes/wait.ts": `import ms from "npm:ms@^2";\n\nexport default () => ({ waits: ms("2 days") });\n`,
};
