const collect: unknown = Reflect.get(globalThis, "gc");
// Nothing that node code should find.
Reflect.deleteProperty(globalThis, "gc");

/**
 * Gives memory back that nobody needs; V8 by itself keeps it until new work wants room. The last resort gives all pages
 * back, which takes some 20 ms: a lull is the time for it. Does nothing in a process that was not started with
 * `--expose-gc`.
 */
export function collectGarbage(flavor: "regular" | "last-resort"): void {
  if (typeof collect === "function") collect({ type: "major", execution: "sync", flavor });
}
