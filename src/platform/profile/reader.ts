import { isDenied } from "../../cluster/api/is-denied.ts";

/** Reads what may be read, and remembers what may not. */
export type Reader = {
  /** What the reading gives; undefined when this user may not read it. */
  read<T>(what: string, reading: () => Promise<T>): Promise<T | undefined>;
  /** Remembers what could not be seen another way. */
  unseen(what: string, why: string): void;
  /** What could not be read so far. */
  unread(): string[];
};

/** A reader that takes a missing permission for an answer. */
export function reader(): Reader {
  const unread: string[] = [];
  return {
    unread: () => unread.toSorted((a, b) => a.localeCompare(b, "en")),
    unseen: (what, why) => void unread.push(`${what}: ${why}`),
    async read(what, reading) {
      try {
        return await reading();
      } catch (error) {
        if (!isDenied(error)) throw error;
        unread.push(`${what}: ${error.message}`);
        return undefined;
      }
    },
  };
}
