/** What an error says. Never throws, whatever was thrown. */
export function messageOf(error: unknown): string {
  try {
    if (!(error instanceof Error)) return String(error);
    return error.message === "fetch failed" ? fetchFailed(error) : error.message || error.name;
  } catch {
    return "An error that cannot be shown";
  }
}

/** Deno hides in the cause whether it was the name, the connection or the certificate. */
function fetchFailed({ message, cause }: Error): string {
  if (!(cause instanceof Error)) return message;
  // Of the URL only the host: paths and queries may hold what no log should.
  const [, host, why] =
    /^error sending request for url \(\w+:\/\/(?:[^/?#@]*@)?([^/?#]*).*?\): (?:client error \(\w+\): )?(.*)$/s.exec(
      cause.message,
    ) ?? [];
  return host === undefined ? `${message}: ${cause.message}` : `${message}: "${host}": ${why}${hintFor(host, why)}`;
}

const service = /^(?!localhost(?::|$))[a-z0-9-]+(?::|$)|\.svc(?:\.|:|$)/;

/** A Service of the cluster that refuses is more often closed to us than down. */
function hintFor(host: string, why = ""): string {
  if (!service.test(host) || !/refused/i.test(why)) return "";
  return "; if that is a workflow, its contract may not let this one in: networkPolicy.ingress";
}
