import { z } from "zod";
import type { Paint } from "../output/paint.ts";
import { sourceExcerpt } from "./source-excerpt.ts";

/** How a line is shown. */
export type EngineLineOptions = {
  /** The workflow's folder, for the source lines of errors. */
  dir: string;
  paint: Paint;
  /** Also what the engine does: loading, runs. Without it, only what nodes write and what goes wrong. @default false */
  engine?: boolean;
};

const line = z.looseObject({
  ts: z.string(),
  level: z.enum(["debug", "info", "warn", "error"]),
  event: z.string().optional(),
  msg: z.string().optional(),
  run: z.string().optional(),
  node: z.string().optional(),
  at: z.string().optional(),
  file: z.string().optional(),
  line: z.number().optional(),
  column: z.number().optional(),
  remedy: z.string().optional(),
  success: z.boolean().optional(),
  durationMs: z.number().optional(),
  workflow: z.string().optional(),
  version: z.string().optional(),
});

type Line = z.infer<typeof line>;

/** One JSON line of the engine as people read it, with the source line of an error; undefined when it is not for them. */
export function engineLine(text: string, options: EngineLineOptions): string | undefined {
  const parsed = line.safeParse(json(text));
  if (!parsed.success) return text;
  const said = sentence(parsed.data, options);
  if (said === undefined) return undefined;
  const time = options.paint.dim(clock(parsed.data.ts));
  return [`${time} ${said}`, ...placeLines(parsed.data, options)].join("\n");
}

function sentence(said: Line, { paint, engine = false }: EngineLineOptions): string | undefined {
  const { event, level, msg = event ?? "", node } = said;
  if (node !== undefined) return `${paint.cyan(node)} ${mark(level, paint)}${msg}`;
  if (event === "run-finished") return engine ? runSentence(said, paint) : undefined;
  // The command ends with this one as its error.
  if (event === "not-listening") return undefined;
  if (event === "loaded") return engine ? `${paint.green("✓")} loaded ${said.workflow} ${said.version}` : undefined;
  if (level === "info" || level === "debug") return event === undefined || event === "runner-output" ? msg : undefined;
  return `${mark(level, paint)}${msg}`;
}

function runSentence({ run = "", success, durationMs }: Line, paint: Paint): string {
  const how = success ? `${paint.green("✓")} run ${run} succeeded` : `${paint.red("✗")} run ${run} failed`;
  return `${how} (${durationMs} ms)`;
}

function mark(level: Line["level"], paint: Paint): string {
  if (level === "error") return `${paint.red("✗")} `;
  return level === "warn" ? `${paint.yellow("⚠")} ` : "";
}

/** The place, its source line, and what mends it. The message of a syntax error holds place and source already. */
function placeLines(said: Line, { dir, paint }: EngineLineOptions): string[] {
  if (said.event === "run-finished") return [];
  const at = said.at ?? [said.file, said.line, said.column].filter((part) => part !== undefined).join(":");
  const known = at === "" || (said.msg?.includes(`at ${at}`) ?? false);
  const place = said.msg?.startsWith(at) ? [] : [`    at ${at}`];
  const excerpt = known ? [] : [...place, ...sourceExcerpt(dir, at).map((text) => paint.dim(`    ${text}`))];
  return [...excerpt, ...(said.remedy === undefined ? [] : [`    Remedy: ${said.remedy}`])];
}

/** The engine speaks UTC; whoever sits here lives by the clock on the wall. */
function clock(iso: string): string {
  return new Date(iso).toTimeString().slice(0, 8);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
