import { z } from "zod";
import { TentacularError } from "../../src/errors.ts";

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

const flagsSchema = z.strictObject({
  workflow: z.string().min(1),
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .optional(),
  secrets: z.string().optional(),
  port: whole(0, 65_535).default(8080),
  host: z.array(z.string()).default([]),
  "allow-net": z.string().optional(),
  concurrency: whole(1, 100_000).default(16),
  queue: whole(0, 1_000_000).default(64),
  "max-body": whole(1, 1 << 30).default(1024 * 1024),
  history: whole(0, 1_000_000).default(1000),
  memory: whole(32, 1 << 20).default(1024),
  grace: whole(0, 3600).default(25),
  log: z.enum(["json", "text"]).default("json"),
  watch: z.literal("true").optional(),
  "parent-stdin": z.literal("true").optional(),
});

/** How the supervisor was asked to work. */
export type Flags = z.infer<typeof flagsSchema>;

const switches = new Set(["watch", "parent-stdin"]);

/**
 * Reads `--name value`, `--name=value` and the switches `--watch` and `--parent-stdin`; `--host` may be repeated.
 * @throws {TentacularError} `FLAG-WRONG` for a flag that is unknown or has a wrong value
 */
export function parseFlags(words: readonly string[]): Flags {
  const raw: Record<string, string | string[]> = {};
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, name = "", inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    const value = inline ?? (switches.has(name) ? "true" : (rest.shift() ?? ""));
    if (name === "host") raw["host"] = [...(raw["host"] ?? []), value];
    else raw[name === "" ? word : name] = value;
  }
  const parsed = flagsSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const complaints = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new TentacularError(`Flags are wrong: ${complaints.join("; ")}`, {
    code: "FLAG-WRONG",
    exit: "usage",
    remedy: `Known flags: ${Object.keys(flagsSchema.shape)
      .map((name) => `--${name}`)
      .join(" ")}`,
  });
}
