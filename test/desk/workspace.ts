import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder for one test, gone when the test is. */
export type Workspace = Disposable & {
  dir: string;
  /** Writes files, given by their paths in the folder. */
  write(files: Record<string, string>): void;
  remove(path: string): void;
};

/** Makes an empty folder. */
export function workspace(): Workspace {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), "tentacular-desk-")));
  return {
    dir,
    write(files) {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(dir, path)), { recursive: true });
        writeFileSync(join(dir, path), content);
      }
    },
    remove: (path) => rmSync(join(dir, path), { recursive: true, force: true }),
    [Symbol.dispose]: () => rmSync(dir, { recursive: true, force: true }),
  };
}
