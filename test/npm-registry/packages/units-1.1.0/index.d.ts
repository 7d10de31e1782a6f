export * from "./length.js";
export * from "./mass.js";
export declare const version: string;
