import type { Outcome, Target } from "./target.ts";

const patience = 4000;

/** Tries every target at once, each over a connection of its own. */
export async function attemptAll(targets: Record<string, Target>): Promise<Record<string, Outcome>> {
  const tried = Object.entries(targets).map(async ([name, target]) => [name, await attempt(target)] as const);
  return Object.fromEntries(await Promise.all(tried));
}

async function attempt(target: Target): Promise<Outcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("nothing answered")), patience);
  });
  try {
    await Promise.race([reach(target), late]);
    return "reached";
  } catch (error) {
    return error instanceof Deno.errors.NotCapable ? "denied" : "lost";
  } finally {
    clearTimeout(timer);
  }
}

async function reach(target: Target): Promise<void> {
  if (target.way === "connect") return (await Deno.connect({ hostname: target.host, port: target.port })).close();
  if (target.way === "get") return get(target.url);
  const { name, server } = target;
  await Deno.resolveDns(name, "A", server === undefined ? {} : { nameServer: { ipAddr: server } });
}

async function get(url: string): Promise<void> {
  using client = Deno.createHttpClient({ poolMaxIdlePerHost: 0 });
  const response = await fetch(url, { client });
  await response.body?.cancel();
  if (response.status !== 200) throw new Error(`Answered ${response.status}`);
}
