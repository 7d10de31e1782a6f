/** What the runner itself works with, taken before node code could replace it. */
export const native = {
  now: Date.now.bind(Date),
  fetch: globalThis.fetch.bind(globalThis),
  connect: Deno.connect.bind(Deno),
  stringify: JSON.stringify.bind(JSON),
  parse: JSON.parse.bind(JSON),
  exit: Deno.exit.bind(Deno),
};
