/** The header in which `ctx.fetch` sends a secret; null: the node itself puts it where it belongs. */
export type AuthHeader = "Authorization" | "X-API-Key" | null;

/** What `auth.type` may say. A map, because an author may write any word, "constructor" as well. */
export const authTypes: ReadonlyMap<string, AuthHeader> = new Map<string, AuthHeader>([
  ["bearer-token", "Authorization"],
  ["api-token", "Authorization"],
  ["token", "Authorization"],
  ["api-key", "X-API-Key"],
  ["password", null],
  ["sas-token", null],
  ["webhook-url", null],
  ["hmac-sha256", null],
]);
