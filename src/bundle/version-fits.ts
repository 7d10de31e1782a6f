import { intersects, validRange } from "semver";

/** Whether some version can be both what code asks for and what the contract allows; a tag may stand for any. */
export function versionFits(request: string | undefined, allowed: string | undefined): boolean {
  if (request === undefined || allowed === undefined || request === allowed) return true;
  if (validRange(request) === null || validRange(allowed) === null) return true;
  return intersects(request, allowed);
}
