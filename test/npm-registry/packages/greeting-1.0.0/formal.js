import { greet } from "./mod.js";

export function greetFormally(name) {
  return greet(`dear ${name}`);
}
