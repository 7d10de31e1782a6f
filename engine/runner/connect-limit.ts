import { after } from "../wire/after.ts";
import { native } from "./native.ts";
import { noConnection } from "./no-connection.ts";

/** A place to connect to. */
export type Target = { hostname: string; port: number };

/** A connection that answers within this part of the time is an ordinary one: nothing more is done about it. */
const quiet = 0.2;
/** For so long a host that has accepted a connection is believed to accept others. */
const believedMs = 5000;

/**
 * Ends attempts to connect that nothing answers. Deno's own `fetch` waits for ever, and cannot be asked whether it is
 * connected; so when it has no answer for a while, a connection beside it tells a slow server from a silent one.
 */
export class ConnectLimit {
  readonly ms: number;
  readonly #probes = new Map<string, { until: number; connects: Promise<boolean> }>();

  /** @param ms for each attempt to connect, from its beginning */
  constructor(ms: number) {
    this.ms = ms;
  }

  /** Calls `giveUp` when nothing at `target` accepts connections; answers how to stop watching. */
  watch(target: Target, giveUp: (why: Error) => void): () => void {
    let over = false;
    const stop = after(this.ms * quiet, async () => {
      if (!(await this.#connects(target)) && !over) giveUp(this.errorFor(target));
    });
    return () => {
      over = true;
      stop();
    };
  }

  errorFor({ hostname, port }: Target): Error {
    return new Deno.errors.TimedOut(noConnection(`${hostname}:${port}`, this.ms));
  }

  #connects(target: Target): Promise<boolean> {
    const key = `${target.hostname}:${target.port}`;
    const known = this.#probes.get(key);
    if (known && known.until > native.now()) return known.connects;
    const probe = { until: Number.POSITIVE_INFINITY, connects: this.#probe(target) };
    this.#probes.set(key, probe);
    void probe.connects.then((connects) => {
      probe.until = connects ? native.now() + believedMs : 0;
    });
    return probe.connects;
  }

  /** False only for silence: what is refused or cannot be resolved, the one who asked is told by himself. */
  async #probe(target: Target): Promise<boolean> {
    const silence = new AbortController();
    const stop = after(this.ms * (1 - quiet), () => silence.abort());
    try {
      const connection = await native.connect({ ...target, signal: silence.signal });
      connection.close();
      return true;
    } catch {
      return !silence.signal.aborted;
    } finally {
      stop();
    }
  }
}
