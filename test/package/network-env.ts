/** What npm needs on this machine to reach its registry: proxies, certificates, its own settings. */
export function networkEnv(): Record<string, string> {
  const wanted = /^(npm_config_.*|https?_proxy|no_proxy|node_extra_ca_certs|ssl_cert_(file|dir))$/i;
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (wanted.test(name) && value ? [[name, value]] : [])),
  );
}
