/**
 * `host:port` of an http or https address, as `--allow-import` takes it: a host alone would open all its ports.
 *
 * @example
 * hostAndPort("https://jsr.example.com/"); // "jsr.example.com:443"
 */
export function hostAndPort(url: string): string {
  const { protocol, hostname, port } = new URL(url);
  return `${hostname}:${port || (protocol === "https:" ? 443 : 80)}`;
}
