/** The image of a pod's first container, which is the one of the engine or of a trigger. */
export function imageIn({ containers }: { containers: { image: string }[] }): string {
  return containers[0]?.image ?? "";
}
