import type { Json } from "../wire/json.ts";
import type { Secrets } from "../wire/load-request.ts";

const shortest = 4;
const stand = "«redacted»";

/** Takes the values of secrets, of four characters or more, out of what is shown. */
export class Redactor {
  readonly #pattern: RegExp | undefined;

  constructor(secrets: Secrets) {
    const texts = Object.values(secrets).flatMap(textsIn).flatMap(linesToo).flatMap(spellings);
    const values = [...new Set(texts)].sort((a, b) => b.length - a.length);
    if (values.length > 0) this.#pattern = new RegExp(values.map(escaped).join("|"), "g");
  }

  text(text: string): string {
    return this.#pattern ? text.replace(this.#pattern, stand) : text;
  }

  /** The same value with every text in it redacted, keys as well. */
  value(value: Json): Json {
    if (this.#pattern === undefined) return value;
    if (typeof value === "string") return this.text(value);
    if (Array.isArray(value)) return value.map((item) => this.value(item));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [this.text(key), this.value(item)]));
  }
}

function textsIn(value: Json): string[] {
  if (typeof value === "string") return value.length >= shortest ? [value] : [];
  if (typeof value === "number") return String(value).length >= shortest ? [String(value)] : [];
  return value === null || typeof value !== "object" ? [] : Object.values(value).flatMap(textsIn);
}

/** A text of several lines, and each line: nodes and logs take such a text apart. */
function linesToo(text: string): string[] {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  return [text, ...lines.filter((line) => line.length >= shortest)];
}

/** As it is, as JSON has it, and as a printed object has it, where a double quote may stand unescaped. */
function spellings(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  return [text, json, json.replaceAll('\\"', '"')];
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
