export const rate = 0.2;

export function withTax(amount) {
  return amount * (1 + rate);
}
