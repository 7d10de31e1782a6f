import { grams } from "tentacular-test-units/mass";
import { withTax } from "./tax.js";

export function price(ounces, perGram) {
  return withTax(grams(ounces) * perGram);
}

export default price;
