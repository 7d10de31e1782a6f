/** `npm:@scope/name@1.2/sub` → `@scope/name`; also what an import map might name without a scheme. */
export function packageOf(specifier: string): string | undefined {
  return /^(?:(?:npm|jsr):\/?)?((?:@[^/@]+\/)?[^/@:.][^/@:]*)/.exec(specifier)?.[1];
}
