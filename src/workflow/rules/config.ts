import { isForbidden } from "../addresses/is-forbidden.ts";
import { isLoopback } from "../addresses/is-loopback.ts";
import type { Draft } from "../draft.ts";
import { durationMs } from "../duration-ms.ts";
import { nearest } from "../nearest.ts";
import type { Problem } from "../problem.ts";
import { natsServers } from "../reach/nats-servers.ts";
import { keysAt } from "../schema/keys-at.ts";

const day = 24 * 3_600_000;

/** A timeout has to leave time to run, and has to end; the network is opened for a NATS server that can be read. */
export function configRules(draft: Draft): Problem[] {
  return [...timeoutRule(draft), ...natsRule(draft), ...nearlyOurs(draft)];
}

/** Keys are the author's own here, but one that is nearly ours is probably a slip. */
function nearlyOurs({ config = {} }: Draft): Problem[] {
  const ours = [...keysAt(["config"]), "nats_url"];
  return Object.keys(config).flatMap((key): Problem[] => {
    const meant = ours.includes(key) || key.startsWith("x-") ? undefined : nearest(key, ours);
    if (meant === undefined) return [];
    const message = `Key "${key}" is taken as a setting of the workflow's own, which only its nodes read`;
    const remedy = `Did you mean "${meant}"?`;
    return [{ code: "KEY-SUSPECT", severity: "warning", path: ["config", key], on: "key", message, remedy }];
  });
}

function natsRule({ config }: Draft): Problem[] {
  const written = config?.["nats_url"];
  const named = typeof written === "string" ? written.split(",").length : 1;
  const servers = config ? natsServers(config).filter(({ host }) => isLoopback(host) || !isForbidden(host)) : [];
  if (!config || written === undefined || servers.length === named) return [];
  const message = `"${typeof written === "string" ? written : "config.nats_url"}" is not the address of a NATS server`;
  const remedy = 'Write e.g. "nats.messaging.svc.cluster.local:4222", several behind commas';
  return [{ code: "NATS-URL-BAD", path: ["config", "nats_url"], message, remedy }];
}

function timeoutRule({ config }: Draft): Problem[] {
  const ms = config?.timeout === undefined ? undefined : durationMs(config.timeout);
  if (ms === undefined || (ms > 0 && ms <= day)) return [];
  const message = `Timeout "${config?.timeout}" is ${ms === 0 ? "no time at all" : "longer than a day"}`;
  return [{ code: "DURATION-BAD", path: ["config", "timeout"], message, remedy: 'Write a time from "1ms" to "24h"' }];
}
