import type { TestProject } from "vitest/node";
import { runScratch } from "../run-scratch.ts";
import { serveHttp } from "../serve-http.ts";
import { startNpmRegistry } from "./start-npm-registry.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Whoever asks here is told where the npm registry of this test run is. */
    npmRegistry: string;
  }
}

/** Around all tests at the desk: one npm registry, which takes 2 s of CPU to start, and starts when the first asks. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let registry: ReturnType<typeof startNpmRegistry> | undefined;
  const start = () => (registry ??= startNpmRegistry(runScratch()));
  const door = await serveHttp((_, response) => {
    start().then(
      ({ url, token }) => response.end(JSON.stringify({ url, token })),
      (error: Error) => response.writeHead(500).end(error.stack),
    );
  });
  project.provide("npmRegistry", door.url);
  return async () => {
    await door[Symbol.asyncDispose]();
    await (await registry)?.[Symbol.asyncDispose]();
  };
}
