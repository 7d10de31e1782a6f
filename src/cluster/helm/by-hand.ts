/**
 * Which fields of which object somebody else has set, and with what, from Helm's words; undefined when they say no field.
 *
 * @example
 * byHand(stderr); // '.spec.replicas of Deployment "hello" (kubectl-patch)'
 */
export function byHand(stderr: string): string | undefined {
  // Its log says the same before, in quotes.
  const said = stderr.slice(Math.max(stderr.lastIndexOf("Error: "), 0));
  const [, name, kind] = /applying object \S*?\/(\S+) \S+ Kind=(\w+)/.exec(said) ?? [];
  const fields = all(said, /(?:: |- )(\.\S+)/g);
  if (kind === undefined || fields.length === 0) return undefined;
  const managers = all(said, /conflicts? with "([^"]+)"/g);
  return `${fields.join(", ")} of ${kind} "${name}" (${managers.join(", ")})`;
}

function all(said: string, wanted: RegExp): string[] {
  return [...new Set([...said.matchAll(wanted)].map(([, each = ""]) => each.replace(/;$/, "")))];
}
