import { Channel } from "../wire/channel.ts";
import { kinds } from "../wire/frame.ts";
import { turn } from "../wire/turn.ts";
import { guardProcess } from "./guard-process.ts";
import { Marks } from "./marks.ts";
import { native } from "./native.ts";
import { Runner } from "./runner.ts";
import { watchConsole } from "./watch-console.ts";
import { watchResumption } from "./watch-resumption.ts";

const longestFrame = 64 * 1024 * 1024;

/** The process that holds node code: connects to its supervisor, gives up what it needed for that, and serves. */
async function main(socket: string, marksFile: string, way: string): Promise<void> {
  const channel = new Channel(await Deno.connect({ transport: "unix", path: socket }), {
    maxFrame: longestFrame,
    nextTurn: turn,
  });
  const marks = new Marks(await Deno.open(marksFile, { write: true }));
  await Deno.permissions.revoke({ name: "write" });
  const runner = new Runner(channel, marks, { proxied: way === "proxied" });
  watchConsole((head, text) => runner.log(head, text));
  watchResumption();
  guardProcess((text) => runner.log({ level: "error" }, text));
  channel.send(kinds.pong, 0, "", "");
  await channel.receive((frame) => runner.receive(frame));
  native.exit(0);
}

const [socket = "", marksFile = "", way = ""] = Deno.args;
await main(socket, marksFile, way);
