/** The words of a command line by flag, and what is wrong with them. Each reader takes its flag out. */
export class FlagWords {
  readonly #given = new Map<string, string[]>();
  readonly #complaints: string[] = [];

  /** @param options.switches flags that take no value */
  constructor(words: readonly string[], options: { switches: readonly string[] }) {
    const rest = [...words];
    for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
      const [, name = word, inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
      const value = inline ?? (options.switches.includes(name) ? "true" : (rest.shift() ?? ""));
      this.#given.set(name, [...(this.#given.get(name) ?? []), value]);
    }
  }

  /** What is wrong, once every known flag was taken. */
  get complaints(): string[] {
    return [...this.#complaints, ...[...this.#given.keys()].map((name) => `${name}: unknown`)];
  }

  all(name: string): string[] {
    const values = this.#given.get(name) ?? [];
    this.#given.delete(name);
    return values;
  }

  text(name: string, form = /^/): string | undefined {
    const value = this.all(name).at(-1);
    if (value !== undefined && !form.test(value))
      this.#complaints.push(`${name}: "${value}" is not like ${form.source}`);
    return value;
  }

  whole(name: string, { least, most }: { least: number; most: number }): number | undefined {
    const value = this.all(name).at(-1);
    if (value === undefined) return undefined;
    const number = Number(value);
    const fits = value !== "" && Number.isInteger(number) && number >= least && number <= most;
    if (!fits) this.#complaints.push(`${name}: "${value}" is not a whole number from ${least} to ${most}`);
    return number;
  }

  on(name: string): boolean {
    return this.text(name, /^true$/) !== undefined;
  }

  /** Notes that a flag must be given. */
  missing(name: string): string {
    this.#complaints.push(`${name}: missing`);
    return "";
  }
}
