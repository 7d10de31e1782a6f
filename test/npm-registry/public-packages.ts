/** Packages of the public registry that tests ask for, with the versions whose files they need. */
export const publicPackages: Readonly<Record<string, readonly string[]>> = {
  "@noble/hashes": ["2.0.1"],
  "@types/lodash-es": ["4.17.12"],
  "@types/ms": ["2.1.0"],
  "date-fns": ["4.1.0"],
  hono: ["4.10.0"],
  "lodash-es": ["4.17.21"],
  marked: ["16.4.0"],
  ms: ["2.1.3"],
  nanoid: ["5.1.6"],
  "p-map": ["7.0.4"],
  preact: ["10.27.0"],
  yaml: ["2.9.1"],
  zod: ["3.22.4", "3.25.76", "4.6.7"],
};
