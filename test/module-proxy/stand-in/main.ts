import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "./config.ts";
import { serve } from "./serve.ts";
import { worldOf } from "./world.ts";

/**
 * A stand-in for the server of esm.sh, which no registry carries: it takes the same config file and answers in the same
 * way, but for what a workflow needs only: npm packages, built with esbuild.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { config: { type: "string", default: "config.json" } } });
  const config = await readConfig(values.config);
  const log = openLog(config.workDir);
  const server = await serve(worldOf(config), log).catch((error: Error) => {
    // The real server writes this into its log and leaves with 0, so that whoever depends on it must look.
    log(`listen: ${error.message}`);
    process.exit(0);
  });
  log(`Server is ready on http://localhost:${config.port}`);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(0));
  server.keepAliveTimeout = 60_000;
}

/** As in the real server, an ESMDIR that is not empty turns the log on stdout off. */
function openLog(workDir: string): (line: string) => void {
  const folder = join(workDir, "log");
  try {
    mkdirSync(folder, { recursive: true });
    appendFileSync(join(folder, "server.log"), "");
  } catch (cause) {
    throw new Error("failed to initialize logger", { cause });
  }
  return (line) => {
    const text = `${new Date().toISOString()} ${line}\n`;
    appendFileSync(join(folder, "server.log"), text);
    if (!process.env["ESMDIR"]) process.stdout.write(text);
  };
}

await main().catch((error: Error) => {
  process.stderr.write(`${error.message}${error.cause instanceof Error ? `: ${error.cause.message}` : ""}\n`);
  process.exit(1);
});
