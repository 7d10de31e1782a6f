import type { Level } from "../wire/log-head.ts";
import { pause } from "../wire/pause.ts";

const most = 4 * 1024 * 1024;
const flushAfterMs = 5;

/** What a line says besides time and level. `event` names what happened; `msg` is for people. */
export type Line = { event?: string; msg?: string; run?: string; node?: string; [field: string]: unknown };

/** Lines of JSON on stdout, gathered for a few milliseconds so that many leave in one write. */
export class Log {
  #pending: string[] = [];
  #size = 0;
  #lost = 0;
  #writing: Promise<void> | undefined;

  info(line: Line): void {
    this.write("info", line);
  }

  warn(line: Line): void {
    this.write("warn", line);
  }

  error(line: Line): void {
    this.write("error", line);
  }

  write(level: Level, line: Line): void {
    if (this.#size > most) {
      this.#lost++;
      return;
    }
    const text = jsonLine(level, line);
    this.#pending.push(text);
    this.#size += text.length;
    this.#writing ??= this.#flushSoon();
  }

  /** Answers when all lines so far are written. */
  async flush(): Promise<void> {
    await this.#writing;
    await this.#drain();
  }

  async #flushSoon(): Promise<void> {
    await pause(flushAfterMs);
    await this.#drain();
    this.#writing = undefined;
    if (this.#pending.length > 0) this.#writing = this.#flushSoon();
  }

  async #drain(): Promise<void> {
    if (this.#pending.length === 0) return;
    let bytes = new TextEncoder().encode(`${this.#pending.join("\n")}\n`);
    this.#pending = [];
    this.#size = 0;
    try {
      while (bytes.length > 0) bytes = bytes.subarray(await Deno.stdout.write(bytes));
    } catch {
      // Nobody reads any more; serving goes on.
    }
    if (this.#lost > 0) this.#pending.push(jsonLine("warn", { event: "log-lines-dropped", count: this.#lost }));
    this.#lost = 0;
  }
}

function jsonLine(level: Level, line: Line): string {
  const fields = JSON.stringify(line).slice(1);
  return `{"ts":"${timestamp()}","level":"${level}"${fields === "}" ? "" : ","}${fields}`;
}

let stamp = { at: 0, text: "" };

/** ISO 8601; lines of the same millisecond share one text. */
function timestamp(): string {
  const at = Date.now();
  if (at !== stamp.at) stamp = { at, text: new Date(at).toISOString() };
  return stamp.text;
}
