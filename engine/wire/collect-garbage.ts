const collect: unknown = Reflect.get(globalThis, "gc");
// Nothing that node code should find.
Reflect.deleteProperty(globalThis, "gc");

/**
 * Gives memory back that nobody needs, which takes some 20 ms; V8 by itself keeps it until new work wants room. Does
 * nothing in a process that was not started with `--expose-gc`.
 */
export function collectGarbage(): void {
  // Only the last resort gives pages back as well, and a lull is the time for it.
  if (typeof collect === "function") collect({ type: "major", execution: "sync", flavor: "last-resort" });
}
