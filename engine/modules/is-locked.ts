/**
 * Whether a `deno.lock` holds this address. Only such a one is asked for on a node's behalf: any other may be made up by
 * the node.
 */
export async function isLocked(address: string, lock: string | undefined): Promise<boolean> {
  if (lock === undefined) return false;
  const { remote = {}, redirects = {} }: Record<string, object | undefined> = JSON.parse(await Deno.readTextFile(lock));
  return Object.hasOwn(remote, address) || Object.hasOwn(redirects, address);
}
