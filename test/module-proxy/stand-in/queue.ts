/** Work by key: the same key is done once for all who ask, and only so many keys at a time. */
export class Queue {
  readonly #atOnce: number;
  readonly #known = new Map<string, Promise<unknown>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** The keys that are waited for. */
  get keys(): string[] {
    return [...this.#known.keys()];
  }

  /** Joins the work that is under way for this key, or does it when there is room. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const known = this.#known.get(key) as Promise<T> | undefined;
    if (known) return known;
    const result = this.#whenThereIsRoom(work).finally(() => this.#known.delete(key));
    this.#known.set(key, result);
    // Whoever asked may have gone by the time it fails.
    result.catch(() => {});
    return result;
  }

  async #whenThereIsRoom<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running++;
    try {
      return await work();
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }
}
