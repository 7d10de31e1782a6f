/** Codes of failures that the next attempt would end with as well. */
export const finalFailures: ReadonlySet<string> = new Set(["permission-denied", "import-refused", "output-refused"]);
