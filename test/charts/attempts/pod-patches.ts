/** Changes to a pod that runs, each of them a way out of its walls: the patch, and the refusal. */
export const podPatches: [patch: object, refusal: RegExp][] = [
  [{ metadata: { labels: { "app.kubernetes.io/part-of": "mine" } } }, /Only pods of workflows run/],
  [{ metadata: { labels: { "tentacular.dev/contract": "none" } } }, /has to have a contract/],
  [{ spec: { containers: [{ name: "engine", image: "busybox" }] } }, /Images of workflows/],
];
