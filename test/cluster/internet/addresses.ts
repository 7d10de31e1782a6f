/** Servers that a test may mean by "the internet", by name; the cluster's DNS knows the names. */
export const hosts = {
  "api.example.com": "203.0.113.10",
  "other.example.com": "203.0.113.20",
  // A public name may well have an address that is not.
  "private.example.com": "192.168.113.10",
  "metadata.google.internal": "169.254.169.254",
} as const;

/** Two names with public addresses; each answers plain HTTP and TLS, on the usual port and on a second one. */
export const publicHosts = ["api.example.com", "other.example.com"] as const;

/** What the public servers listen on. */
export const ports = { plain: [80, 8080], secure: [443, 8443] } as const;

/** A server in a network of the company that the cluster can route to. */
export const privateAddress = hosts["private.example.com"];

/** Where clouds hand out credentials to whoever asks, on port 80. */
export const metadataAddress = hosts["metadata.google.internal"];

/** A DNS server that is not the cluster's. It has the same answer to every question. */
export const resolver = { address: "203.0.113.53", answer: "203.0.113.10" } as const;

/** All addresses of the network. */
export const addresses: readonly string[] = [...Object.values(hosts), resolver.address];
