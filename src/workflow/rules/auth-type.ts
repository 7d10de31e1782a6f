import { authTypes } from "../auth-types.ts";
import { nearest } from "../nearest.ts";
import type { Problem } from "../problem.ts";
import type { Dependency } from "../spec.ts";

/** The type decides how a secret is sent. A word of the author's own is no error: older workflows may have one. */
export function authTypeRule(name: string, { protocol, auth }: Dependency): Problem[] {
  if (auth === undefined || authTypes.has(auth.type)) return [];
  const web = protocol === "https" || protocol === "http";
  const sent = `ctx.fetch sends "${name}.token" as Authorization, "${name}.api_key" as X-API-Key, and nothing else`;
  const meant = meantBy(auth.type);
  return [
    {
      code: "AUTH-TYPE-UNKNOWN",
      severity: "warning",
      path: ["contract", "dependencies", name, "auth", "type"],
      message: `Auth type "${auth.type}" is not known${web ? `, so ${sent}` : ""}`,
      remedy: meant ? `Did you mean "${meant}"?` : `Known: ${[...authTypes.keys()].join(", ")}`,
    },
  ];
}

/** "bearer" is further from "bearer-token" than a slip of the pen, and meant all the same. */
function meantBy(type: string): string | undefined {
  const known = [...authTypes.keys()];
  return nearest(type, known) ?? known.find((each) => each.startsWith(`${type.toLowerCase()}-`));
}
