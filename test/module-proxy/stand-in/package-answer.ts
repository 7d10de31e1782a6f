import { type Answer, keep } from "./answer.ts";
import { type BuildTarget, buildTargetFor, isBuildTarget } from "./build-target.ts";
import { builtAnswer } from "./built-answer.ts";
import type { Config } from "./config.ts";
import { facadeAnswer } from "./facade-answer.ts";
import { Failure } from "./failure.ts";
import { fileAnswer } from "./file-answer.ts";
import { metaAnswer } from "./meta-answer.ts";
import type { Wanted } from "./module-store.ts";
import type { Request } from "./request.ts";
import { parseRequestPath, type RequestPath } from "./request-path.ts";
import { stripExtension } from "./strip-extension.ts";
import type { World } from "./world.ts";

/** How the target was found: one that the client's name decides makes the answer vary with it. */
type Chosen = { target: BuildTarget; byClient: boolean };

const assets = /\.(json|css|wasm|md|txt|svg|png|map)$/;
const unsupported = [
  "alias",
  "bundle",
  "conditions",
  "deps",
  "dev",
  "external",
  "exports",
  "no-bundle",
  "standalone",
  "worker",
];

/** The answer of a path that names a package: a facade, a built module, a file, facts, or the way to an exact version. */
export async function packageAnswer(world: World, request: Request): Promise<Answer> {
  const path = parseRequestPath(request.path);
  const { name, target, rest } = path;
  const version = path.exact ? path.range : (await world.registry.release(name, path.range)).manifest.version;
  if (!isAllowed(world.config, name)) throw new Failure(403, "forbidden");
  const option = unsupported.find((one) => request.query.has(one));
  if (option) throw new Failure(501, `the stand-in does not build with "?${option}"`);
  const types = /\.d\.[mc]?ts$/.test(rest);
  const file = types || request.query.has("raw") || (!target && assets.test(rest));
  const chosen = targetOf(request, target);
  if (!path.exact && (file || target || chosen.target.startsWith("deno")))
    return exactly(world, request, path, version, chosen);
  if (file) return fileAnswer(world, { name, version, file: rest, types }, request.query.has("module"));
  const wanted: Wanted = {
    name,
    version,
    subPath: stripExtension(rest, [".mjs", ".cjs", ".js"]),
    target: chosen.target,
  };
  if (target) return builtAnswer(world, request, { ...wanted, subPath: rest });
  if (request.query.has("meta")) return metaAnswer(world, wanted, kept(world, path));
  return varying(chosen, await facadeAnswer(world, request, wanted, kept(world, path)));
}

function kept({ config }: World, { exact }: RequestPath): string {
  return exact ? keep.forever : keep.for(config.npmQueryCacheTTL);
}

function isAllowed({ allowList: { packages, scopes } }: Config, name: string): boolean {
  if (packages.length + scopes.length === 0) return true;
  return packages.includes(name) || scopes.some((scope) => name.startsWith(`${scope}/`));
}

function targetOf({ query, userAgent }: Request, target: BuildTarget | undefined): Chosen {
  if (target) return { target, byClient: false };
  const named = query.get("target")?.toLowerCase() ?? "";
  return isBuildTarget(named)
    ? { target: named, byClient: false }
    : { target: buildTargetFor(userAgent), byClient: true };
}

function exactly(
  { config }: World,
  { origin, search }: Request,
  path: RequestPath,
  version: string,
  chosen: Chosen,
): Answer {
  const jsr = /^@jsr\/(.+?)__(.+)$/.exec(path.name);
  const name = jsr ? `jsr/@${jsr[1]}/${jsr[2]}` : path.name;
  const below =
    path.target || /\.d\.[mc]?ts$/.test(path.rest) ? path.rest : stripExtension(path.rest, [".mjs", ".cjs", ".js"]);
  const location = `${origin}/${name}@${version}${below && `/${below}`}${search}`;
  const headers = { "cache-control": keep.for(config.npmQueryCacheTTL), location };
  return varying(chosen, { status: 302, headers, body: "" });
}

function varying({ byClient }: Chosen, found: Answer): Answer {
  return byClient ? { ...found, headers: { ...found.headers, vary: "User-Agent" } } : found;
}
