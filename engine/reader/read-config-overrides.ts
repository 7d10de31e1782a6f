import { parse } from "yaml";
import type { Json } from "../wire/json.ts";

/**
 * Settings that the cluster lays over `config` of workflow.yaml. In the mounted folder, `config.yaml` and
 * `config.json` are maps; any other file is one key with its value in YAML.
 */
export async function readConfigOverrides(dir = "/app/config"): Promise<Record<string, Json>> {
  const overrides: Record<string, Json> = {};
  const names = await Array.fromAsync(Deno.readDir(dir), ({ name }) => name).catch((): string[] => []);
  for (const name of names.filter((name) => !name.startsWith(".")).sort()) {
    const value = parse(await Deno.readTextFile(`${dir}/${name}`));
    if (/^config\.(ya?ml|json)$/.test(name)) Object.assign(overrides, value);
    else overrides[name] = value;
  }
  return overrides;
}
