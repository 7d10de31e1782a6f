/**
 * `path` at `origin`. A path always begins with a slash here, so none can lead to another host: `@elsewhere/x`
 * is a path like any other.
 */
export function urlAt(origin: string, path: string): URL {
  return new URL(`${origin}${path.startsWith("/") ? "" : "/"}${path}`);
}
