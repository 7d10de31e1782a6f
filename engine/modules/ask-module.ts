import { messageOf } from "../runner/message-of.ts";

/** What a server answered for a module. `hopeless`: asking again will not change it. */
export type ModuleAnswer = { has: true } | { has: false; hopeless: boolean; why: string };

const answerWithinMs = 5000;
const shown = 300;
/** 408 is a proxy that still builds the module, 429 one that has too much to do. */
const passing = new Set([408, 425, 429]);

/** Asks for a module once, as Deno would, to learn whether it can be had and, if not, what the server says. */
export async function askModule(address: string, closing: AbortSignal): Promise<ModuleAnswer> {
  const timely = AbortSignal.timeout(answerWithinMs);
  try {
    const response = await fetch(address, { signal: AbortSignal.any([timely, closing]) });
    if (response.ok) {
      await response.body?.cancel();
      return { has: true };
    }
    const body = (await response.text()).trim().slice(0, shown);
    const { status } = response;
    return {
      has: false,
      hopeless: status < 500 && !passing.has(status),
      why: body === "" ? String(status) : `${status}: ${body}`,
    };
  } catch (error) {
    return { has: false, hopeless: false, why: timely.aborted ? silence : reasonIn(error) };
  }
}

const silence = `no answer within ${answerWithinMs / 1000} s; a network policy drops the connection, or the server hangs`;

function reasonIn(error: unknown): string {
  const message = messageOf(error);
  if (/dns error|lookup|resolve/i.test(message)) return "its name cannot be resolved by DNS";
  if (/refused/i.test(message))
    return "the connection is refused; nothing listens there, or a network policy rejects it";
  return message;
}
