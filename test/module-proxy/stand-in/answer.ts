/** What is answered, before it is compressed. */
export type Answer = { status: number; headers: Record<string, string>; body: string | Buffer };

/** How long an answer may be kept. */
export const keep = {
  forever: "public, max-age=31536000, immutable",
  never: "public, max-age=0, must-revalidate",
  hour: "public, max-age=3600",
  for: (seconds: number) => `public, max-age=${seconds}`,
};

const types = {
  js: "application/javascript; charset=utf-8",
  ts: "application/typescript; charset=utf-8",
  json: "application/json; charset=utf-8",
  text: "text/plain; charset=utf-8",
};

/** An answer that has a body. */
export function answer(type: keyof typeof types, body: string | Buffer, headers: Record<string, string> = {}): Answer {
  return { status: 200, headers: { "content-type": types[type], ...headers }, body };
}
