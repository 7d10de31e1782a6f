import { after } from "../wire/after.ts";
import type { ConnectLimit, Target } from "./connect-limit.ts";

/**
 * Puts a limit on the time that `fetch`, `Deno.connect` and `Deno.connectTls` of node code may take to connect.
 * @param options.proxied requests go to an HTTP proxy first: whether their hosts can be reached from here says nothing
 */
export function limitConnects(limit: ConnectLimit, { proxied }: { proxied: boolean }): void {
  if (!proxied) limitFetch(limit);
  const { connect, connectTls } = Deno;
  Object.defineProperty(Deno, "connect", {
    value: (options: Deno.ConnectOptions | Deno.UnixConnectOptions | Deno.VsockConnectOptions) =>
      isTcp(options) ? connectWithin(limit, connect, options) : Reflect.apply(connect, Deno, [options]),
  });
  Object.defineProperty(Deno, "connectTls", {
    value: (options: Deno.ConnectTlsOptions) => within(limit, targetOf(options), connectTls(options)),
  });
}

function limitFetch(limit: ConnectLimit): void {
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    const target = targetOfRequest(input, init);
    if (target === undefined) return await fetch(input, init);
    const silence = new AbortController();
    const theirs = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    const signal = theirs ? AbortSignal.any([theirs, silence.signal]) : silence.signal;
    const stop = limit.watch(target, (why) => silence.abort(why));
    try {
      return await fetch(input, { ...init, signal });
    } finally {
      stop();
    }
  };
}

/** Undefined when it leads nowhere that could be connected to, or by a way of its own. */
function targetOfRequest(input: RequestInfo | URL, init: RequestInit | undefined): Target | undefined {
  if (init && "client" in init) return undefined;
  const { protocol, hostname, port } = new URL(input instanceof Request ? input.url : input);
  if (protocol !== "http:" && protocol !== "https:") return undefined;
  return { hostname: bare(hostname), port: port === "" ? (protocol === "https:" ? 443 : 80) : Number(port) };
}

type Connect = (options: Deno.ConnectOptions) => Promise<Deno.TcpConn>;

async function connectWithin(
  limit: ConnectLimit,
  connect: Connect,
  options: Deno.ConnectOptions,
): Promise<Deno.TcpConn> {
  const silence = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, silence.signal]) : silence.signal;
  const stop = after(limit.ms, () => silence.abort());
  try {
    return await connect({ ...options, signal });
  } catch (error) {
    throw silence.signal.aborted ? limit.errorFor(targetOf(options)) : error;
  } finally {
    stop();
  }
}

/** A connection that cannot be called back: when it comes after all, it is closed. */
async function within<T extends Deno.Conn>(limit: ConnectLimit, target: Target, connecting: Promise<T>): Promise<T> {
  let late = false;
  void connecting.then(
    (connection) => late && connection.close(),
    () => {},
  );
  const silence = Promise.withResolvers<never>();
  const stop = limit.watch(target, (why) => {
    late = true;
    silence.reject(why);
  });
  return await Promise.race([connecting, silence.promise]).finally(stop);
}

function isTcp(options: { transport?: string }): options is Deno.ConnectOptions {
  return options.transport === undefined || options.transport === "tcp";
}

function targetOf({ hostname = "127.0.0.1", port }: { hostname?: string; port: number }): Target {
  return { hostname: bare(hostname), port };
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}
