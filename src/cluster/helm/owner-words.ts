/**
 * Whose object stands in Helm's way, from its words: it lists each label and annotation that it would have to change.
 *
 * @example
 * ownerWords(stderr); // 'Service "kubernetes" in namespace "default" exists already, and belongs to no Helm release'
 */
export function ownerWords(said: string): string | undefined {
  const [, kind, name, namespace] =
    /(\w+) "([^"]+)" in namespace "([^"]*)" exists and cannot be imported/.exec(said) ?? [];
  if (kind === undefined) return undefined;
  const where = namespace ? ` in namespace "${namespace}"` : "";
  return `${kind} "${name}"${where} exists already, and belongs to ${ownerIn(said)}`;
}

function ownerIn(said: string): string {
  const current = (key: string) =>
    new RegExp(`"meta\\.helm\\.sh/${key}" must equal "[^"]*": current value is "([^"]+)"`).exec(said)?.[1];
  const [release, namespace] = [current("release-name"), current("release-namespace")];
  const elsewhere = namespace ? ` of namespace "${namespace}"` : "";
  if (release !== undefined) return `the Helm release "${release}"${elsewhere}`;
  return elsewhere ? `a Helm release${elsewhere}` : "no Helm release";
}
