import { after } from "../wire/after.ts";
import { Attempt } from "./attempt.ts";
import { noConnection } from "./no-connection.ts";

type NodeSocket = import("node:net").Socket;
type Place = { host?: string; port?: number | string; path?: string | null };

/**
 * Puts a limit on the time that sockets of Node's may take to connect, those of its `http`, `tls` and of database
 * clients among them. Only where packages may need them: Node's network is loaded by this, and costs memory.
 */
export async function limitSockets(ms: number): Promise<void> {
  const { Socket } = await import("node:net");
  const { connect } = Socket.prototype;
  Socket.prototype.connect = function (this: NodeSocket, ...given: Parameters<typeof connect>) {
    const place = placeIn(given);
    if (typeof place.path !== "string") watch(this, `${place.host ?? "localhost"}:${place.port}`, ms);
    resumeOnNews(this);
    return Reflect.apply(connect, this, given);
  } as typeof connect;
}

function watch(socket: NodeSocket, target: string, ms: number): void {
  const stop = after(ms, () => {
    if (socket.connecting) socket.destroy(Object.assign(new Error(noConnection(target, ms)), { code: "ETIMEDOUT" }));
  });
  socket.once("connect", stop);
  socket.once("close", stop);
}

/** What a socket tells goes to the code that opened it, while that still runs. */
function resumeOnNews(socket: NodeSocket): void {
  const attempt = Attempt.current;
  if (attempt === undefined) return;
  const { emit } = socket;
  socket.emit = ((...news: Parameters<typeof emit>) => {
    if (!attempt.settled) attempt.resume();
    return Reflect.apply(emit, socket, news);
  }) as typeof emit;
}

/** `connect` takes a port and a host, a path, one object, or, from within Node, a list of what it was given. */
function placeIn([first, second]: readonly unknown[]): Place {
  if (Array.isArray(first)) return placeIn(first);
  if (typeof first === "object" && first !== null) return first;
  if (typeof first === "string" && !/^\d+$/.test(first)) return { path: first };
  return { port: Number(first), ...(typeof second === "string" && { host: second }) };
}
