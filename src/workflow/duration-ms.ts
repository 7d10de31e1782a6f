const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/**
 * A duration of a workflow in milliseconds; undefined when it is not one.
 *
 * @example
 * durationMs("45s"); // 45000
 */
export function durationMs(text: string): number | undefined {
  const [, number, unit] = /^(\d+)(ms|s|m|h)$/.exec(text) ?? [];
  return number && unit && unit in units ? Number(number) * units[unit as keyof typeof units] : undefined;
}
