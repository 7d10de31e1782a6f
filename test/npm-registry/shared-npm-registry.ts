import { inject } from "vitest";
import { z } from "zod";
import type { NpmRegistry } from "./start-npm-registry.ts";

const found = z.object({ url: z.string(), token: z.string() });

/**
 * The npm registry of all tests at the desk, filled with the packages of the tests, on 127.0.0.1. Nobody changes it.
 *
 * @example
 * const { url } = await sharedNpmRegistry();
 * await fetch(`${url}zod`);
 */
export async function sharedNpmRegistry(): Promise<NpmRegistry> {
  const answer = await fetch(inject("npmRegistry"));
  if (!answer.ok) throw new Error(`There is no npm registry: ${await answer.text()}`);
  return found.parse(await answer.json());
}
