/** How secrets are to be written, where they are missing. */
export type SecretForms = {
  /** In `.secrets.yaml`, e.g. `shop: { token: … }`. */
  yaml: string;
  /** In a file of `.secrets/` or a key of the Secret, each called as its service, e.g. `shop with {"token":"…"}`. */
  json: string;
};

/** The forms for `names`, each `service.key`, or `service` where any text will do. */
export function secretForms(names: string[]): SecretForms {
  const services = [...Map.groupBy(names, (name) => name.split(".", 1)[0] ?? name)].map(([service, all]) => ({
    service,
    keys: all.flatMap((name) => (name === service ? [] : [name.slice(service.length + 1)])),
  }));
  const yaml = services.map(({ service, keys }) => `${service}: ${keys.length === 0 ? "…" : yamlMap(keys)}`);
  const json = services.map(({ service, keys }) => `${service} with ${keys.length === 0 ? "any text" : jsonMap(keys)}`);
  return { yaml: yaml.join(" and "), json: json.join(" and ") };
}

function yamlMap(keys: string[]): string {
  return `{ ${keys.map((key) => `${key}: …`).join(", ")} }`;
}

function jsonMap(keys: string[]): string {
  return `{${keys.map((key) => `"${key}":"…"`).join(",")}}`;
}
