const ours = ["engine", "trigger"];

/** The image of the engine's or a trigger's container; others may have been put beside it. */
export function imageIn({ containers }: { containers: { name: string; image: string }[] }): string {
  return containers.find(({ name }) => ours.includes(name))?.image ?? "";
}
