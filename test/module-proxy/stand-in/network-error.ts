/** Says why a request got no answer, in the words of the real server, which is written in Go. */
export function networkError(url: string, error: unknown): string {
  const { hostname, host } = new URL(url);
  const [, said] = causes.find(([pattern]) => pattern.test(wordsOf(error))) ?? [];
  if (said === noSuchHost) return `Get "${url}": dial tcp: lookup ${hostname}: ${noSuchHost}`;
  return said ? `Get "${url}": dial tcp ${host}: ${said}` : `Get "${url}": ${wordsOf(error)}`;
}

const noSuchHost = "no such host";

/** Node and Deno say the same in different words. */
const causes: readonly (readonly [RegExp, string])[] = [
  [/ENOTFOUND|EAI_AGAIN|dns error/, noSuchHost],
  [/ECONNREFUSED|refused/i, "connect: connection refused"],
  [/ECONNRESET|reset by peer/, "read: connection reset by peer"],
  [/EHOSTUNREACH|No route to host/, "connect: no route to host"],
  [/ENETUNREACH|Network is unreachable/, "connect: network is unreachable"],
  [/timed? ?out/i, "i/o timeout"],
];

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? `${error.code}: ` : "";
  return `${code}${error.message}${error.cause ? `: ${wordsOf(error.cause)}` : ""}`;
}
