import type { Timing } from "../mod.ts";
import type { LoadRequest, Secrets } from "../wire/load-request.ts";
import type { NodeFailure } from "../wire/run-details.ts";
import { wholeMessage } from "../wire/whole-message.ts";
import { native } from "./native.ts";

/** What a node returned, as JSON. */
type OutputText = { readonly node: string; readonly text: string };

/** One execution of the workflow, as it grows. */
export class Run {
  readonly number: number;
  readonly id: string;
  readonly input: unknown;
  readonly startedAt = native.now();
  /** As the next nodes get them. */
  readonly outputs: Record<string, unknown> = {};
  /** As the result tells them: what a later node changes in place is not seen there. */
  texts: OutputText[] = [];
  readonly errors: Record<string, string> = {};
  readonly nodeTimings: Record<string, Timing> = {};
  readonly failures: NodeFailure[] = [];
  /** Attempts of each node that needed more than one. */
  readonly attempts: Record<string, number> = {};
  /** Of the result, once there is one. */
  completedAt = 0;
  failed = false;
  finished = false;
  readonly #request: LoadRequest;
  #config: Record<string, unknown> | undefined;
  #secrets: Secrets | undefined;

  constructor(request: LoadRequest, start: { number: number; id: string; input: unknown }) {
    this.#request = request;
    this.number = start.number;
    this.id = start.id;
    this.input = start.input;
  }

  /** A node may change what it is given; other runs must not see it. */
  get config(): Record<string, unknown> {
    this.#config ??= structuredClone(this.#request.config);
    return this.#config;
  }

  get secrets(): Secrets {
    this.#secrets ??= structuredClone(this.#request.secrets);
    return this.#secrets;
  }

  keep(node: string, output: unknown, text: string | undefined): void {
    this.outputs[node] = output;
    if (text !== undefined) this.texts[this.texts.length] = { node, text };
  }

  /** Takes those outputs out of the result that are `unwanted`. */
  takeOutputs(unwanted: (output: OutputText) => boolean): OutputText[] {
    const taken = this.texts.filter(unwanted);
    this.texts = this.texts.filter((output) => !taken.includes(output));
    for (const { node } of taken) delete this.outputs[node];
    return taken;
  }

  /** A message that says what to add says it also to those who see nothing but the result. */
  fail(failure: NodeFailure): void {
    this.failed = true;
    this.errors[failure.node] = wholeMessage(failure);
    this.failures.push(failure);
  }
}
