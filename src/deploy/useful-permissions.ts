import type { PermissionNeed } from "./needed-permissions.ts";

/** What a deploy with cron triggers is better off with: it goes on without, and says what is left to be done. */
export const usefulPermissions: readonly PermissionNeed[] = [{ group: "batch", resource: "jobs", verbs: ["delete"] }];
