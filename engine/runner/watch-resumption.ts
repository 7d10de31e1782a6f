import { Attempt } from "./attempt.ts";
import { native } from "./native.ts";
import { reportLateError } from "./report-late-error.ts";
import { resumeAfter } from "./resume-after.ts";

const bodies = ["arrayBuffer", "blob", "bytes", "formData", "json", "text"];
const files = ["lstat", "open", "readFile", "readTextFile", "realPath", "stat"];
const connects = ["connect", "connectTls", "startTls"] as const;

/**
 * Makes what node code waits for say whose code goes on after the wait, so that a loop after an `await` is blamed on
 * the right node, and what a timer throws is told to its run.
 */
export function watchResumption(): void {
  watchTimer("setTimeout");
  watchTimer("setInterval");
  watchFetch();
  resumeAfter(Deno, [...files, "resolveDns"]);
  for (const name of connects) watchConnections(name);
}

let streamsWatched = false;

/** Deno makes its streams when they are first asked for, for 1 MiB: those who need them have them by now. */
function watchStreams(): void {
  if (streamsWatched) return;
  streamsWatched = true;
  for (const { prototype } of [Response, Request]) resumeAfter(prototype, bodies);
  for (const { prototype } of [ReadableStreamDefaultReader, ReadableStreamBYOBReader]) resumeAfter(prototype, ["read"]);
  resumeAfter(WritableStreamDefaultWriter.prototype, ["write", "close"]);
}

/** Only the connections of node code: our own is served for every node. */
function watchConnections(name: (typeof connects)[number]): void {
  const original: (...given: never[]) => Promise<Deno.Conn> = Deno[name];
  const value = async (...given: never[]) => {
    const connection = await original(...given);
    watchStreams();
    resumeAfter(connection, ["read", "write", "handshake"]);
    Attempt.current?.resume();
    return connection;
  };
  Object.defineProperty(Deno, name, { value, writable: true, configurable: true });
}

function watchFetch(): void {
  const { fetch } = native;
  Object.assign(globalThis, {
    fetch: async (...request: Parameters<typeof fetch>) => {
      const response = await fetch(...request);
      watchStreams();
      Attempt.current?.resume();
      return response;
    },
  });
}

/** Deno makes a timer function when it is first asked for, out of its layer for Node; so it is here, for 3 MiB. */
function watchTimer(name: "setTimeout" | "setInterval"): void {
  const made = Object.getOwnPropertyDescriptor(globalThis, name);
  const define = (value: unknown) =>
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true });
  const get = () => {
    const timer: typeof setTimeout = made?.get ? made.get.call(globalThis) : made?.value;
    define((callback: unknown, ...rest: []) => timer(watched(callback), ...rest));
    return globalThis[name];
  };
  Object.defineProperty(globalThis, name, { get, set: define, configurable: true, enumerable: true });
}

function watched(callback: unknown): () => void {
  const attempt = Attempt.current;
  if (attempt === undefined || typeof callback !== "function") return callback as () => void;
  return (...args: unknown[]) => {
    attempt.resume();
    try {
      callback(...args);
    } catch (error) {
      reportLateError(attempt, error);
    }
  };
}
