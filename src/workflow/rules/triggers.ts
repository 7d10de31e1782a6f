import { cronComplaint } from "../cron-complaint.ts";
import type { Draft } from "../draft.ts";
import type { Problem } from "../problem.ts";
import type { Trigger } from "../spec.ts";
import { timezoneComplaint } from "../timezone-complaint.ts";

type Key = keyof Trigger;

const keys: Record<Trigger["type"], { needs: Key[]; uses: Key[] }> = {
  manual: { needs: [], uses: [] },
  cron: { needs: ["schedule"], uses: ["schedule", "timezone"] },
  queue: { needs: ["subject"], uses: ["subject"] },
  webhook: { needs: [], uses: ["provider", "path", "event", "actions"] },
};

/** What each type of trigger needs, and what this version can serve. */
export function triggerRules({ triggers }: Draft): Problem[] {
  const names = triggers.map((trigger) => trigger?.name);
  return triggers.flatMap((trigger, index) => {
    if (!trigger) return [];
    const path = ["triggers", index];
    const twice =
      trigger.name !== undefined && names.indexOf(trigger.name) < index ? [nameTwice(trigger.name, path)] : [];
    return [
      ...twice,
      ...incomplete(trigger, path),
      ...unused(trigger, path),
      ...time(trigger, path),
      ...unserved(trigger, path),
    ];
  });
}

function nameTwice(name: string, path: PropertyKey[]): Problem {
  const message = `Trigger name "${name}" is used twice`;
  return { code: "NAME-TWICE", path: [...path, "name"], message, remedy: "Give each trigger its own name" };
}

function incomplete(trigger: Trigger, path: PropertyKey[]): Problem[] {
  const missing: string[] = keys[trigger.type].needs.filter((key) => trigger[key] === undefined);
  if (trigger.type === "webhook" && trigger.provider === undefined && trigger.path === undefined)
    missing.push("provider");
  return missing.map((key) => ({
    code: "TRIGGER-INCOMPLETE",
    path,
    message: `A ${trigger.type} trigger needs "${key}"`,
    remedy: examples[key] ?? `Add "${key}"`,
  }));
}

const examples: Record<string, string> = {
  schedule: "Add e.g. 'schedule: \"0 9 * * *\"'",
  subject: 'Add e.g. "subject: orders.created"',
  provider: 'Add e.g. "provider: github"',
};

function unused(trigger: Trigger, path: PropertyKey[]): Problem[] {
  const { uses } = keys[trigger.type];
  const given = Object.keys(trigger).filter(
    (key) => key !== "type" && key !== "name" && !uses.some((used) => used === key),
  );
  return given.map((key) => ({
    code: "KEY-UNUSED",
    severity: "warning",
    path: [...path, key],
    on: "key",
    message: `A ${trigger.type} trigger does not use "${key}"`,
    remedy: "Remove it, or change the type",
  }));
}

function time({ type, schedule, timezone }: Trigger, path: PropertyKey[]): Problem[] {
  if (type !== "cron") return [];
  const bad = schedule === undefined ? undefined : cronComplaint(schedule);
  const lost = timezone === undefined ? undefined : timezoneComplaint(timezone);
  return [
    ...(bad ? [{ code: "CRON-BAD", path: [...path, "schedule"], ...bad }] : []),
    ...(lost ? [{ code: "TIMEZONE-BAD", path: [...path, "timezone"], ...lost }] : []),
  ];
}

function unserved({ type }: Trigger, path: PropertyKey[]): Problem[] {
  if (type === "manual" || type === "cron") return [];
  const message = `This version cannot serve ${type} triggers yet`;
  const remedy = "Runs by hand and by cron work; deploying this trigger is refused";
  return [{ code: "TRIGGER-UNSERVED", severity: "warning", path: [...path, "type"], message, remedy }];
}
