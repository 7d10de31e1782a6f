import { TentacularError } from "../../src/errors.ts";
import type { LoadedWorkflow, Reading, ReadingRequest } from "../wire/reading.ts";
import { childEnvironment } from "./child-environment.ts";
import { kill } from "./kill.ts";
import { programUrl } from "./program-url.ts";

/** Reads the workflow in a process that ends with its answer, so that the supervisor holds no parser. */
export class WorkflowReader {
  readonly #asked: ReadingRequest;
  readonly #children = new Set<Deno.ChildProcess>();
  #next: Deno.ChildProcess | undefined;

  constructor(asked: ReadingRequest) {
    const { workflow, digest, secrets, "import-map": map, "allow-net": net, "secret-names": names } = asked;
    this.#asked = { workflow, digest, secrets, "import-map": map, "allow-net": net, "secret-names": names };
  }

  /**
   * What is in the folder now.
   * @throws {TentacularError} what is wrong with the workflow
   */
  async read(): Promise<LoadedWorkflow> {
    const child = this.#next ?? this.#start();
    this.#next = undefined;
    const answer = child.output();
    await send(child, JSON.stringify(this.#asked));
    const { code, stdout, stderr } = await answer;
    const decoder = new TextDecoder();
    if (code !== 0) throw new Error(`The workflow could not be read: ${decoder.decode(stderr).trim()}`);
    const reading: Reading = JSON.parse(decoder.decode(stdout));
    if ("workflow" in reading) return reading.workflow;
    throw new TentacularError(reading.complaint.message, reading.complaint);
  }

  /** Starts the next reader now, so that the next answer comes without the time of a start. */
  prepare(): void {
    this.#next ??= this.#start();
  }

  /** Ends all readers. */
  close(): void {
    for (const child of this.#children) kill(child);
  }

  #start(): Deno.ChildProcess {
    const alone = ["--no-prompt", "--no-code-cache", "--no-config", "--no-npm", "--no-remote", "--no-lock"];
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", ...alone, "--allow-read", "--allow-sys", programUrl("reader")],
      clearEnv: true,
      env: childEnvironment(),
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#children.add(child);
    void child.status.then(() => this.#children.delete(child));
    return child;
  }
}

async function send(child: Deno.ChildProcess, text: string): Promise<void> {
  const writer = child.stdin.getWriter();
  // A reader that is gone already says so by its exit code.
  await writer.write(new TextEncoder().encode(text)).catch(() => {});
  await writer.close().catch(() => {});
}
