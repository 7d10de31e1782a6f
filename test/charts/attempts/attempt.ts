import type { Thing } from "./collection-of.ts";

/** One way around the walls that an author tries: what it is, the object of it, and what the refusal has to say. */
export type Attempt = { what: string; object: Thing; refusal: RegExp };
