import { type FSWatcher, watch } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** Editors save in several steps; all that happens within this time is one change. */
const settleMs = 60;

/**
 * Watches a workflow's files from now on. What it returns yields once for all that changed since it was asked last,
 * until the signal says enough.
 */
export function changesIn(dir: string, signal: AbortSignal): AsyncGenerator<void> {
  const news = new News();
  const watcher = watch(dir, { recursive: true }, (_, file) => {
    if (matters(file)) news.tell();
  });
  signal.addEventListener("abort", () => news.tell(), { once: true });
  return yielded(news, { signal, watcher });
}

async function* yielded(news: News, { signal, watcher }: { signal: AbortSignal; watcher: FSWatcher }) {
  try {
    while (!signal.aborted) {
      await news.heard();
      await wait(settleMs);
      news.forget();
      if (!signal.aborted) yield;
    }
  } finally {
    watcher.close();
  }
}

/** Something has happened, or not; any number of times is once. */
class News {
  private told = Promise.withResolvers<void>();

  tell(): void {
    this.told.resolve();
  }

  heard(): Promise<void> {
    return this.told.promise;
  }

  forget(): void {
    this.told = Promise.withResolvers();
  }
}

function matters(file: string | null): boolean {
  return file !== null && /\.(ts|js|mjs|json|yaml|yml)$/.test(file) && !/(^|[\\/])(\.git|node_modules)[\\/]/.test(file);
}
