/** An amount as people write it. Helper files travel with the nodes that import them. */
export function money(amount: number): string {
  return `${amount.toFixed(2)} EUR`;
}
