/** Settings that Deno itself reads when it starts; nothing else of our environment reaches a process of ours. */
const passed = [
  "DENO_DIR",
  "HOME",
  "TMPDIR",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "DENO_CERT",
  "DENO_TLS_CA_STORE",
  "NODE_EXTRA_CA_CERTS",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  // Of the allocator of C: how much memory it keeps.
  "MALLOC_ARENA_MAX",
  "MALLOC_MMAP_THRESHOLD_",
];

/** The whole environment of a process that the supervisor starts. */
export function childEnvironment(): Record<string, string> {
  const kept = passed.flatMap((name): [string, string][] => {
    const value = Deno.env.get(name) ?? Deno.env.get(name.toLowerCase());
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...Object.fromEntries(kept),
    NO_COLOR: "1",
    DENO_NO_UPDATE_CHECK: "1",
    DENO_NO_PACKAGE_JSON: "1",
  };
}
