const steps = [
  { unit: "d", seconds: 86_400, from: 48 * 3600 },
  { unit: "h", seconds: 3600, from: 120 * 60 },
  { unit: "m", seconds: 60, from: 120 },
];

/**
 * How long ago something was, as kubectl says it, in one unit.
 *
 * @example
 * age("2026-01-01T00:00:00Z", new Date("2026-01-01T03:00:00Z")); // "3h"
 */
export function age(at: string, now: Date): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - Date.parse(at)) / 1000));
  if (Number.isNaN(seconds)) return "";
  const step = steps.find(({ from }) => seconds >= from);
  return step === undefined ? `${seconds}s` : `${Math.floor(seconds / step.seconds)}${step.unit}`;
}
