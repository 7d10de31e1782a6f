import type { Ground } from "../deploy/ground.ts";

/** Replaces the pod by one whose engine gives up after 5 s instead of a minute. */
export async function restartImpatient(at: Ground, workflow: string): Promise<void> {
  const patch = [
    { op: "replace", path: "/spec/strategy", value: { type: "Recreate" } },
    { op: "add", path: "/spec/template/spec/containers/0/args/-", value: "--module-wait=5" },
  ];
  await at.cluster.kubectl(
    ...["-n", at.namespace, "patch", `deployment/${workflow}`, "--type=json", "-p", JSON.stringify(patch)],
  );
}
