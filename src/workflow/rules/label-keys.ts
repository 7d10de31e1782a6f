import type { Problem } from "../problem.ts";

const name = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const prefix = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Keys of labels as Kubernetes takes them: a name, perhaps behind a domain and a slash. */
export function labelKeys(labels: Readonly<Record<string, string>> = {}, path: PropertyKey[]): Problem[] {
  return Object.keys(labels).flatMap((key): Problem[] => {
    const slash = key.indexOf("/");
    if (name.test(key.slice(slash + 1)) && (slash < 0 || prefix.test(key.slice(0, slash)))) return [];
    const remedy = 'Write e.g. "app" or "app.kubernetes.io/name"';
    return [
      { code: "LABEL-BAD", path: [...path, key], on: "key", message: `"${key}" is not the key of a label`, remedy },
    ];
  });
}
