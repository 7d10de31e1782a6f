import { dirname } from "node:path";

/** Absolute paths that every step of the build needs. */
export const paths = (() => {
  const root = dirname(dirname(import.meta.dirname));
  return { root, src: `${root}/src`, engine: `${root}/engine`, dist: `${root}/dist`, built: `${root}/dist/.built` };
})();
