/**
 * A time for people: milliseconds below a second, seconds below two minutes, then minutes.
 *
 * @example
 * duration(1500); // "1.5 s"
 */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 120_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
