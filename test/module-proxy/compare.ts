import type { Recorded } from "./read-recording.ts";
import { type Surface, surfaceOf } from "./surface-of.ts";

/** What differs between an answer and a recorded one; nothing if they agree. */
export async function compare(origin: string, recorded: Recorded, surface: Surface | undefined): Promise<string[]> {
  const headers = { "user-agent": "Deno/2.9.6" };
  const response = await fetch(origin + recorded.path, { headers, redirect: "manual" });
  const body = await response.text();
  const differences = [
    ...differing("status", response.status, recorded.status),
    ...differing("headers", headersOf(response, origin), recorded.headers),
    ...differing("body", uptimeAside(body), uptimeAside(recorded.body ?? body)),
    ...(surface ? differing("surface", await surfaceOf(body), surface) : []),
  ];
  return differences.map((difference) => `${recorded.path}: ${difference}`);
}

const recordedHeaders = [
  "access-control-allow-origin",
  "cache-control",
  "content-type",
  "location",
  "vary",
  "x-esm-path",
  "x-typescript-types",
];

function headersOf(response: Response, origin: string): Record<string, string> {
  const found = recordedHeaders.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value.replace(origin, "{origin}")]];
  });
  return Object.fromEntries(found);
}

function uptimeAside(body: string): string {
  return body.replace(/"uptime":"[\d.ms]+"/, '"uptime":"…"');
}

function differing(what: string, found: unknown, expected: unknown): string[] {
  const [left, right] = [sorted(found), sorted(expected)];
  return left === right ? [] : [`${what} is ${left} and was recorded as ${right}`];
}

function sorted(value: unknown): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return JSON.stringify(value);
  return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
