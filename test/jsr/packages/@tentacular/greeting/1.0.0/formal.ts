import { greet } from "./mod.ts";

export function greetFormally(name: string): string {
  return greet(`dear ${name}`);
}
