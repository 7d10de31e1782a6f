import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { TentacularError } from "../../errors.ts";
import { findDeno } from "../../find-deno.ts";
import type { Lock } from "../lock.ts";
import { lockText } from "../lock-text.ts";
import { parseLock } from "../parse-lock.ts";
import { portableLock } from "./portable-lock.ts";
import type { Registries } from "./registries.ts";

/**
 * Has Deno add some packages to a lock. Only their descriptions and archives are fetched; nothing of them is run.
 *
 * @param specifiers e.g. `npm:zod@^3/v4`
 * @throws {TentacularError} `DENO-MISSING` (preflight), `MODULE-UNAVAILABLE` with Deno's own words
 */
export async function lockByDeno(lock: Lock, specifiers: readonly string[], registries: Registries): Promise<Lock> {
  const deno = findDeno();
  const folder = await mkdtemp(join(tmpdir(), "tentacular-lock-"));
  try {
    const entry = specifiers.map((specifier) => `import ${JSON.stringify(specifier)};\n`).join("");
    await writeFile(join(folder, "packages.ts"), entry);
    await writeFile(join(folder, "deno.lock"), lockText(lock));
    await cache(deno, folder, registries);
    const { NPM_CONFIG_REGISTRY } = { ...process.env, ...environmentOf(registries) };
    return portableLock(parseLock(await readFile(join(folder, "deno.lock"), "utf8")), NPM_CONFIG_REGISTRY);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function cache(deno: string, folder: string, registries: Registries): Promise<void> {
  const child = spawn(deno, ["cache", "--no-config", "--lock=deno.lock", "--frozen=false", "packages.ts"], {
    cwd: folder,
    env: { ...process.env, ...environmentOf(registries), NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise<number>((resolve) => child.once("close", (code) => resolve(code ?? 1)));
  const [said, code] = await Promise.all([text(child.stderr), ended]);
  if (code !== 0) throw unavailable(said);
}

/** What the user has set for this machine goes before what pods use, which may not be reachable from here. */
export function environmentOf({ npm, jsr }: Registries, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return {
    ...(npm === undefined || env["NPM_CONFIG_REGISTRY"] ? {} : { NPM_CONFIG_REGISTRY: npm }),
    ...(jsr === undefined || env["JSR_URL"] ? {} : { JSR_URL: jsr }),
  };
}

function unavailable(said: string): TentacularError {
  const words = said.split("\n").filter((line) => line.trim() !== "" && !/^(Download|Initialize)/.test(line));
  const first = (words.find((line) => line.startsWith("error")) ?? words[0] ?? "").replace(/^error:? */i, "");
  return new TentacularError(`Deno cannot lock the packages: ${first.replace(/\.$/, "")}`, {
    code: "MODULE-UNAVAILABLE",
    exit: "unreachable",
    remedy:
      "Check names and versions; when this machine reaches the registry by another address than pods do, set NPM_CONFIG_REGISTRY or JSR_URL",
    result: { said: words.slice(0, 20) },
  });
}
