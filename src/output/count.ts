/**
 * A number of things: "1 node", "3 nodes".
 *
 * @example
 * count(2, "stage"); // "2 stages"
 */
export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}
