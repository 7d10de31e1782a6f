import type { Person } from "./person.ts";

/** The name of the engine's pod that was made last, as this person sees it. */
export async function newestPod({ kubectl }: Person): Promise<string> {
  const engines = ["get", "pods", "-l", "tentacular.dev/role=engine", "--sort-by=.metadata.creationTimestamp"];
  const names = (await kubectl([...engines, "-o", "jsonpath={.items[*].metadata.name}"])).stdout.trim().split(" ");
  return names.at(-1) ?? "";
}
