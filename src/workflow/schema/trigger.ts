import { z } from "zod";
import { formats } from "./formats.ts";
import { strict } from "./strict.ts";
import { text } from "./text.ts";

/** One trigger as written. What each type needs is a rule, not a shape, so that all is said at once. */
export const trigger = strict({
  type: z.enum(["manual", "cron", "queue", "webhook"]).describe("What starts the workflow"),
  name: text(formats.name).exactOptional().describe("Handed to the first nodes as `trigger`; unique in the workflow"),
  schedule: z.string().exactOptional().describe("cron: minute hour day month weekday, e.g. `0 9 * * *`"),
  timezone: z.string().exactOptional().describe("cron: an IANA name such as `Europe/Berlin`; default: the cluster's"),
  subject: z.string().min(1).exactOptional().describe("queue: the NATS subject"),
  provider: z.string().min(1).exactOptional().describe("webhook: who calls, e.g. `github`"),
  path: z.string().min(1).exactOptional().describe("webhook: the path, when there is no provider"),
  event: z.string().min(1).exactOptional().describe("webhook: the event to listen to"),
  actions: z.array(z.string()).exactOptional().describe("webhook: the actions of the event to listen to"),
}).meta({
  allOf: [
    unless("cron", { required: ["schedule"] }),
    unless("queue", { required: ["subject"] }),
    unless("webhook", { anyOf: [{ required: ["provider"] }, { required: ["path"] }] }),
  ],
});

/** For editors: either another type, or what this one needs. */
function unless(type: string, needs: object) {
  return { anyOf: [{ properties: { type: { not: { const: type } } } }, needs] };
}
