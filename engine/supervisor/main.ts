import { exitCodes, TentacularError } from "../../src/errors.ts";
import { serve } from "../http/serve.ts";
import { clearLeftovers } from "./clear-leftovers.ts";
import { close } from "./close.ts";
import { endOnSignal } from "./end-on-signal.ts";
import { Engine } from "./engine.ts";
import { type Flags, parseFlags } from "./flags.ts";
import { lastWords } from "./last-words.ts";
import { Log } from "./log.ts";
import { watchFolder } from "./watch-folder.ts";

/** What a container ends with when its workflow cannot be loaded: the kubelet backs off, the log says why. */
const notLoadable = 78;

/** Serves one workflow over HTTP until it is told to end. */
async function main(): Promise<void> {
  const flags = flagsOrExit();
  const log = new Log();
  const engine = new Engine(flags, log);
  const { port, servers } = await listen(engine, hostsOf(flags));
  log.info({ event: "listening", port, hosts: hostsOf(flags) });
  endOnSignal(engine, servers);
  engine.onLoad = () => void report(engine, servers);
  const map = flags["import-map"];
  for (const watched of flags.watch ? [flags.workflow, ...(map === undefined ? [] : [map])] : []) {
    void watchFolder(watched, () => void engine.crew.load());
  }
  await clearLeftovers(Deno.env.get("TMPDIR") ?? "/tmp");
  await engine.crew.load();
}

/** Says what was loaded, or why nothing can be; without --watch the latter is the end. */
async function report(engine: Engine, servers: Deno.HttpServer[]): Promise<void> {
  const { member, broken } = engine.crew;
  if (member) {
    const { name, version, request } = member.workflow;
    engine.log.info({ event: "loaded", workflow: name, version, nodes: request.nodes.length });
  }
  if (broken === undefined) return;
  engine.log.error({
    event: "not-loadable",
    code: broken.code,
    msg: broken.message,
    ...broken.place,
    remedy: broken.remedy,
  });
  if (engine.flags.watch) return;
  await lastWords(broken.message);
  await close(engine, servers);
  await engine.log.flush();
  Deno.exit(notLoadable);
}

async function listen(engine: Engine, hosts: string[]): Promise<ReturnType<typeof serve>> {
  const { flags, log } = engine;
  try {
    return serve(engine, { hosts, port: flags.port });
  } catch (error) {
    const taken = error instanceof Deno.errors.AddrInUse;
    if (!taken && !(error instanceof Deno.errors.PermissionDenied)) throw error;
    const what = taken ? "is in use by another program" : "cannot be listened on";
    log.error({
      event: "not-listening",
      code: taken ? "PORT-TAKEN" : "PORT-FORBIDDEN",
      msg: `The port ${flags.port} of ${hosts.join(" or ")} ${what}`,
      remedy: 'Name another one with "--port", or "--port 0" for any that is free',
    });
    await log.flush();
    Deno.exit(exitCodes.preflight.code);
  }
}

function hostsOf({ host }: Flags): string[] {
  if (host.length > 0) return host;
  const pod = Deno.env.get("POD_IP");
  return ["127.0.0.1", ...(pod ? [pod] : [])];
}

function flagsOrExit(): Flags {
  try {
    return parseFlags(Deno.args);
  } catch (error) {
    if (!(error instanceof TentacularError)) throw error;
    console.error(`Error: ${error.message} (${error.code})\n  Remedy: ${error.remedy}`);
    Deno.exit(exitCodes[error.exit].code);
  }
}

await main();
