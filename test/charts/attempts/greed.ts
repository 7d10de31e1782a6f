/** Resources of one container that would be the whole cluster's: what of, how much, and the refusal. */
export const greed: [what: string, resources: object, refusal: RegExp][] = [
  ["processors", { requests: { cpu: "1000" } }, /exceeded quota: tentacular-quota, requested: requests\.cpu=1k/],
  ["memory", { limits: { memory: "4Ti" } }, /maximum memory usage per Container is 16Gi/],
  ["disk", { limits: { "ephemeral-storage": "4Ti" } }, /maximum ephemeral-storage usage per Container is 64Gi/],
];
