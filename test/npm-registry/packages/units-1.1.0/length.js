import { convert } from "./internal/convert.js";

export function metres(miles) {
  return convert("length", miles, 1609.344);
}
