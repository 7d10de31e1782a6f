/**
 * Whether Deno has the module in its cache already, as after a restart of the container: then no server is needed.
 * The place is Deno's own affair and may change; a wrong guess costs one question to the server.
 */
export async function isCached(address: string): Promise<boolean> {
  const cache = Deno.env.get("DENO_DIR");
  if (cache === undefined) return false;
  const { protocol, hostname, port, pathname, search } = new URL(address);
  const host = port === "" ? hostname : `${hostname}_PORT${port}`;
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${pathname}${search}`));
  const name = Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const file = `${cache}/remote/${protocol.slice(0, -1)}/${host}/${name}`;
  return await Deno.stat(file).then(
    () => true,
    () => false,
  );
}
