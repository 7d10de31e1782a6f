import { parse } from "yaml";
import { z } from "zod";
import { readSource } from "./read-source.ts";

const example = z.record(z.string(), z.union([z.record(z.string(), z.unknown()), z.unknown()]));

/**
 * The secrets that `.secrets.yaml.example` lists, as `service.key` or `service`. Lines that are commented out count:
 * that is how a template is written. The real `.secrets.yaml` is not looked at, so every machine finds the same.
 */
export function listedSecrets(folder: string): string[] {
  const source = readSource(folder, ".secrets.yaml.example", 64 * 1024);
  if (!("text" in source)) return [];
  const services = [source.text, source.text.replaceAll(/^# ?/gm, "")].flatMap(servicesOf);
  return [...new Set(services)];
}

function servicesOf(text: string): string[] {
  try {
    const services = example.safeParse(parse(text, { logLevel: "silent" })).data ?? {};
    return Object.entries(services).flatMap(([service, keys]) =>
      keys instanceof Object && !Array.isArray(keys) ? Object.keys(keys).map((key) => `${service}.${key}`) : [service],
    );
  } catch {
    return [];
  }
}
