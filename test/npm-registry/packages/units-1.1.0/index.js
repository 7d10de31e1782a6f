export * from "./length.js";
export * from "./mass.js";
export const version = "1.1.0";
