/** A package as a contract declares it, or as code imports it. */
export type PackageName = { protocol: "npm" | "jsr"; name: string };
