/** A module, or a package, that Deno could not have. */
export type Lacking = {
  /** Of a package: where its registry describes it. */
  address: string;
  /** What the server answered instead, when Deno says so and asking again will not change it: `401: no such token`. */
  refusal?: string;
};

const modules = [
  /Import '(https?:[^']+)' failed/,
  /Module not found "(https?:[^"]+)"/,
  /Failed loading (https?:\S+) for package/,
];
/** E.g. `@acme/pricing@1.0.0`. */
const archive = /Failed caching npm package '(@?[^@']+)@[^']*'/;
/** 408 and 429 pass. */
const refused = /Bad response: (4(?!08|29)\d\d)([\s\S]*?)(?:\n\s+at \w+:|$)/;
const shown = 200;

/** Reads from what Deno says which module it could not have; undefined when it is about something else. */
export function lackingIn(said: string, npmRegistry: string | undefined): Lacking | undefined {
  const [name] = archive.exec(said)?.slice(1) ?? [];
  const described = name && npmRegistry && `${npmRegistry.replace(/\/*$/, "/")}${name}`;
  const address = modules.flatMap((form) => form.exec(said)?.[1] ?? [])[0] ?? described;
  if (!address) return undefined;
  const [, status, body = ""] = refused.exec(said) ?? [];
  if (status === undefined) return { address };
  const why = body.trim().replaceAll(/\s+/g, " ").slice(0, shown);
  return { address, refusal: why === "" ? status : `${status}: ${why}` };
}
