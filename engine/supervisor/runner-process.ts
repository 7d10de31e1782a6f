import { importComplaint } from "../modules/import-complaint.ts";
import type { Breakage } from "../runner/broken-node.ts";
import { after } from "../wire/after.ts";
import { Channel } from "../wire/channel.ts";
import { type Frame, kinds } from "../wire/frame.ts";
import type { LoadRequest } from "../wire/load-request.ts";
import { type Mark, markSize, markSlots, readMark } from "../wire/mark.ts";
import { stirring } from "../wire/stirring.ts";
import { kill } from "./kill.ts";
import { meetingPrefix } from "./meeting-prefix.ts";
import { type RunnerOptions, runnerCommand } from "./runner-command.ts";

const maxFrame = 64 * 1024 * 1024;
const connectWithinMs = 30_000;
const tail = 4096;

/** Why a runner is no more. */
export type RunnerEnd = { signal: string | null; code: number; output: string };

/** One runner process and the socket to it. It dies with its supervisor: its side of the socket ends. */
export class RunnerProcess {
  readonly pid: number;
  /** Answers when the process is gone. */
  readonly ended: Promise<RunnerEnd>;
  onFrame: (frame: Frame) => void = () => {};
  onOutput: (text: string) => void = () => {};
  /** Code goes on whose run has ended. */
  onStir: () => void = () => {};
  readonly #child: Deno.ChildProcess;
  readonly #channel: Channel;
  readonly #marks: Deno.FsFile;
  #output = "";
  #loading: PromiseWithResolvers<Breakage | undefined> | undefined;

  private constructor(child: Deno.ChildProcess, channel: Channel, marks: Deno.FsFile) {
    this.#child = child;
    this.#channel = channel;
    this.#marks = marks;
    this.pid = child.pid;
    const piped = [child.stdout, child.stderr].map((stream) => this.#listen(stream));
    void channel
      .receive((frame) => this.#receive(frame))
      .catch(() => {})
      .then(() => this.kill());
    this.ended = Promise.all([child.status, ...piped]).then(([{ signal, code }]) => this.#end(signal, code));
  }

  /**
   * Starts a runner that has loaded nothing yet. The way to its socket is gone before any node code is there.
   * @param closing kills it, started or not, and leaves nothing of it behind
   */
  static async start(options: Omit<RunnerOptions, "meeting">, closing: AbortSignal): Promise<RunnerProcess> {
    closing.throwIfAborted();
    const meeting = await Deno.makeTempDir({ prefix: meetingPrefix(Deno.pid) });
    try {
      const listener = Deno.listen({ transport: "unix", path: `${meeting}/socket` });
      const marks = await Deno.open(`${meeting}/marks`, { read: true, write: true, create: true });
      await Deno.writeTextFile(`${meeting}/import_map.json`, JSON.stringify(options.imports.map));
      closing.throwIfAborted();
      const child = runnerCommand({ ...options, meeting }).spawn();
      closing.addEventListener("abort", () => kill(child));
      const connection = await firstOf(listener, child);
      const channel = new Channel(connection, { maxFrame });
      const runner = new RunnerProcess(child, channel, marks);
      await Promise.race([runner.#greeted(), runner.ended.then(notStarted)]);
      return runner;
    } finally {
      await Deno.remove(meeting, { recursive: true });
    }
  }

  /** Loads the workflow; answers what is wrong with it, if anything. Code that does not let go while it is loaded is. */
  async load(request: LoadRequest, withinMs: number): Promise<Breakage | undefined> {
    this.#loading = Promise.withResolvers();
    this.send(kinds.load, 0, JSON.stringify(request));
    const died = this.ended.then(({ output }) => endedLoading(output));
    const disarm = after(withinMs, () => this.#endLoading(withinMs));
    return await Promise.race([this.#loading.promise, died]).finally(disarm);
  }

  #endLoading(withinMs: number): void {
    const message = `The nodes were not loaded within ${withinMs / 1000} s: a module loops or waits at its top level`;
    this.#loading?.resolve({ file: "workflow.yaml", message });
    this.kill();
  }

  send(kind: Frame["kind"], run: number, head = "", body = ""): void {
    this.#channel.send(kind, run, head, body);
  }

  /** Whose code was entered last. */
  mark(): Mark | undefined {
    const bytes = new Uint8Array(markSize * markSlots);
    this.#marks.seekSync(0, Deno.SeekMode.Start);
    return readMark(bytes.subarray(0, this.#marks.readSync(bytes) ?? 0));
  }

  kill(): void {
    kill(this.#child);
  }

  #greeted(): Promise<void> {
    return new Promise((resolve) => {
      const before = this.onFrame;
      this.onFrame = () => {
        this.onFrame = before;
        resolve();
      };
    });
  }

  #receive(frame: Frame): void {
    if (frame.kind === kinds.loaded) this.#loading?.resolve(undefined);
    else if (frame.kind === kinds.broken) this.#loading?.resolve(JSON.parse(frame.head));
    else this.onFrame(frame);
  }

  async #listen(stream: ReadableStream<Uint8Array>): Promise<void> {
    for await (const text of stream.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)) {
      const said = text.replaceAll(stirring, "");
      if (said !== text) this.onStir();
      if (said !== "") this.#hear(said);
    }
  }

  #hear(text: string): void {
    this.#output = `${this.#output}${text}`.slice(-tail);
    this.onOutput(text);
  }

  #end(signal: string | null, code: number): RunnerEnd {
    this.#channel.close();
    return { signal, code, output: this.#output };
  }
}

/** Deno ends the process itself when a module is not the one that was locked. */
function endedLoading(output: string): Breakage {
  const complaint = importComplaint(output);
  if (complaint) return { file: "deno.lock", ...complaint };
  return { file: "workflow.yaml", message: `The runner ended while it loaded the nodes: ${output.trim()}` };
}

function notStarted({ signal, code, output }: RunnerEnd): never {
  throw new Error(`The runner ended before it was ready (${signal ?? `exit code ${code}`}): ${output.trim()}`);
}

/** The runner's connection, or the reason why there is none. */
async function firstOf(listener: Deno.Listener, child: Deno.ChildProcess): Promise<Deno.Conn> {
  const disarm = after(connectWithinMs, () => listener.close());
  void child.status.then(() => listener.close()).catch(() => {});
  try {
    return await listener.accept();
  } catch (cause) {
    kill(child);
    throw new Error("The runner did not start", { cause });
  } finally {
    disarm();
  }
}
