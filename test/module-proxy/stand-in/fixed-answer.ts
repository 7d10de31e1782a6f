import { type Answer, answer, keep } from "./answer.ts";
import { Failure } from "./failure.ts";
import { networkError } from "./network-error.ts";
import type { Request } from "./request.ts";
import type { World } from "./world.ts";

const cliIsGone =
  "[esm.sh] The deno CLI has been deprecated, please use our vscode extension instead: https://marketplace.visualstudio.com/items?itemName=ije.esm-vscode";

/** The answer of a path that names no package; undefined if it names one. */
export async function fixedAnswer(world: World, request: Request): Promise<Answer | undefined> {
  const { method, path, userAgent, query } = request;
  if (method !== "GET" && method !== "HEAD") throw new Failure(method === "POST" ? 404 : 405, "not found");
  if (path.startsWith("/.") || path.endsWith(".php")) throw new Failure(404, "not found");
  if (path === "/status.json") return status(world);
  if (path === "/error.js") return answer("js", errorModule(query), { "cache-control": keep.forever });
  if (path === "/" && userAgent.startsWith("Deno/"))
    return answer("js", `throw new Error(${JSON.stringify(cliIsGone)})`);
  if (path === "/") return elsewhere("https://raw.githubusercontent.com/esm-dev/esm.sh/refs/heads/main/README.md");
  const [, repository, tag] = /^\/gh\/([^/]+\/[^/@]+)@([^/]+)/.exec(path) ?? [];
  if (repository) return elsewhere(`https://codeload.github.com/${repository}/tar.gz/${tag}`);
  return undefined;
}

function status({ modules, begun }: World): Answer {
  const buildQueue = modules.queue.keys.map((path) => ({ path, status: "build" }));
  const uptime = `${((performance.now() - begun) / 1000).toFixed(9)}s`;
  const facts = { buildQueue, disk: "ok", uptime, version: "PROD" };
  return answer("json", `${JSON.stringify(facts)}\n`, { "cache-control": keep.never });
}

const messages: Record<string, string> = {
  resolve: "Could not resolve",
  "unsupported-node-builtin-module": "Unsupported Node builtin module",
  "unsupported-node-native-module": "Unsupported Node native module",
  "unsupported-npm-package": "Unsupported NPM package",
  "unsupported-file-dependency": "Unsupported file dependency",
};

function errorModule(query: URLSearchParams): string {
  const message = messages[query.get("type") ?? ""];
  if (!message) throw new Failure(500, "Unknown error");
  const text = `${message} "${query.get("name")}" (Imported by "${query.get("importer")}")`;
  return `/* esm.sh - error */\nthrow new Error(${JSON.stringify(text)});\nexport default null;\n`;
}

/** What the real server fetches from GitHub is asked for, so that a network without it fails the same way. */
async function elsewhere(url: string): Promise<never> {
  const response = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(15_000) }).catch((cause) => {
    throw new Failure(500, networkError(url, cause));
  });
  throw new Failure(501, `the stand-in builds npm packages only (${url} answers ${response.status})`);
}
