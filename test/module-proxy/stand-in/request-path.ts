import semver from "semver";
import { type BuildTarget, isBuildTarget } from "./build-target.ts";
import { Failure } from "./failure.ts";

/** The path of a request, taken apart. */
export type RequestPath = {
  /** As the registry knows it: "/jsr/@s/p" is "@jsr/s__p". */
  name: string;
  /** A version, a range or a dist-tag; "" means the latest. */
  range: string;
  exact: boolean;
  /** With its extension; without the segment that names the target. */
  rest: string;
  /** Set where the path itself names a target: it leads to a built module. */
  target: BuildTarget | undefined;
};

const shape = /^((?:@[^/@]+\/)?[^/@]+)(?:@([^/]*))?(?:\/(.*))?$/;
const validName = /^(@[\w.~-]+\/)?[\w.~-]+$/;

/** @throws {Failure} 400 */
export function parseRequestPath(pathname: string): RequestPath {
  const jsr = pathname.startsWith("/jsr/");
  const [, named = "", range = "", below = ""] = shape.exec(decoded(pathname).slice(jsr ? "/jsr/".length : 1)) ?? [];
  if (!validName.test(named) || (jsr && !named.startsWith("@"))) throw new Failure(400, "invalid path");
  const name = jsr ? `@jsr/${named.slice(1).replace("/", "__")}` : named;
  const [first = "", ...others] = below.replace(/\/$/, "").split("/");
  const target = others.length > 0 && isBuildTarget(first) ? first : undefined;
  const rest = target ? others.join("/") : [first, ...others].join("/");
  return { name, range, exact: semver.valid(range) === range, rest, target };
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    throw new Failure(400, "invalid path");
  }
}
