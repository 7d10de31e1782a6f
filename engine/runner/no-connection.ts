/** What is said when nothing has answered an attempt to connect: either cause looks the same from here. */
export function noConnection(target: string, ms: number): string {
  return `No connection to "${target}" within ${ms}ms: a network policy drops it, or the host does not answer`;
}

/** Whether an error says so, also one that wraps it. */
export function isNoConnection(message: string): boolean {
  return /No connection to "[^"]+" within \d+ms: /.test(message);
}

/** What to do about it. */
export const noConnectionRemedy =
  'See with "tntc contract" which hosts and ports are let through, and whether this one is up; config.connect_timeout in workflow.yaml is the time that it gets';
