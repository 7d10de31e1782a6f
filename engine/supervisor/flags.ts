import { TentacularError } from "../../src/errors.ts";
import { FlagWords } from "./flag-words.ts";

/** How the supervisor was asked to work. */
export type Flags = {
  workflow: string;
  digest: string | undefined;
  secrets: string | undefined;
  port: number;
  host: string[];
  "allow-net": string | undefined;
  /** `host:port` of each server that modules may come from. */
  "allow-import": string[];
  "npm-registry": string | undefined;
  "jsr-registry": string | undefined;
  /** Folder with the `.npmrc` that holds the npm registry's credentials. */
  npmrc: string | undefined;
  /** An import map beside the workflow's folder, as at the desk, instead of the folder's own. */
  "import-map": string | undefined;
  /** Packages come from Deno's own registries, unlocked, as at the desk. */
  packages: boolean;
  /** Seconds that modules are waited for when a pod starts. */
  "module-wait": number;
  "secret-names": string | undefined;
  concurrency: number;
  queue: number;
  /** Bytes. */
  "max-body": number;
  history: number;
  /** Of the container, in MiB. */
  memory: number;
  /** Seconds. */
  grace: number;
  watch: boolean;
  "parent-stdin": boolean;
};

/**
 * Reads `--name value`, `--name=value` and the switches `--watch`, `--packages` and `--parent-stdin`; `--host` may be repeated.
 * @throws {TentacularError} `FLAG-WRONG` for a flag that is unknown or has a wrong value
 */
export function parseFlags(args: readonly string[]): Flags {
  const words = new FlagWords(args, { switches: ["watch", "parent-stdin", "packages"] });
  const flags: Flags = {
    workflow: words.text("workflow", /./s) ?? words.missing("workflow"),
    digest: words.text("digest", /^sha256:[0-9a-f]{64}$/),
    secrets: words.text("secrets"),
    port: words.whole("port", { least: 0, most: 65_535 }) ?? 8080,
    host: words.all("host"),
    "allow-net": words.text("allow-net"),
    "allow-import": listed(words.text("allow-import", /^(?:(?:\[[\da-f:.]+\]|[^\s,/:]+):\d+(?:,|$))+$/)),
    "npm-registry": words.text("npm-registry", /^https?:\/\//),
    "jsr-registry": words.text("jsr-registry", /^https?:\/\//),
    npmrc: words.text("npmrc", /^\//),
    "import-map": words.text("import-map", /./s),
    packages: words.on("packages"),
    "module-wait": words.whole("module-wait", { least: 0, most: 3600 }) ?? 60,
    "secret-names": words.text("secret-names"),
    concurrency: words.whole("concurrency", { least: 1, most: 100_000 }) ?? 16,
    queue: words.whole("queue", { least: 0, most: 1_000_000 }) ?? 64,
    "max-body": words.whole("max-body", { least: 1, most: 1 << 30 }) ?? 1024 * 1024,
    history: words.whole("history", { least: 0, most: 1_000_000 }) ?? 1000,
    memory: words.whole("memory", { least: 32, most: 1 << 20 }) ?? 1024,
    grace: words.whole("grace", { least: 0, most: 3600 }) ?? 25,
    watch: words.on("watch"),
    "parent-stdin": words.on("parent-stdin"),
  };
  const { complaints } = words;
  if (complaints.length === 0) return flags;
  const known = Object.keys(flags).map((name) => `--${name}`);
  throw new TentacularError(`Flags are wrong: ${complaints.join("; ")}`, {
    code: "FLAG-WRONG",
    exit: "usage",
    remedy: `Known flags: ${known.join(" ")}`,
  });
}

function listed(text: string | undefined): string[] {
  return (text ?? "").split(",").filter((part) => part !== "");
}
