import { convert } from "./internal/convert.js";

export function grams(ounces) {
  return convert("mass", ounces, 28.349523125);
}

export { conversions } from "./internal/convert.js";
