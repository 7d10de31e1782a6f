import type { Target } from "./workflow/nodes/target.ts";

/** Where things are that an attack is aimed at. */
export type Places = {
  /** A Service of another namespace, by name. */
  strangersService: string;
  /** Address of a pod of the same namespace that is not the workflow's. */
  neighbour: string;
  /** Addresses of the API server and of two registries, as `host:port`. */
  apiServer: string;
  imageRegistry: string;
  npmRegistry: string;
};

/** What a workflow may not do, and which wall can say so. */
export type Attack = {
  name: string;
  target: (places: Places) => Target;
  /** Why a wall by its nature lets it through; the other has to refuse. */
  blind?: { policy?: string; deno?: string };
};

const at = (place: string): Target => {
  const { hostname, port } = new URL(`http://${place}`);
  return { way: "connect", host: hostname, port: Number(port || 80) };
};

/** A declared host works; all else is an attack. Ports 80 and 443 are declared, for api.example.com. */
export const declared: Attack = {
  name: "the declared host",
  target: () => ({ way: "get", url: "https://api.example.com/" }),
};

const names = "a policy knows addresses, not names";
const own = "no policy stands between a pod and itself";

/** From inside to outside. */
export const attacks: readonly Attack[] = [
  {
    name: "another public host, on a declared port",
    target: () => at("other.example.com:443"),
    blind: { policy: names },
  },
  { name: "the same by its address", target: () => at("203.0.113.20:443"), blind: { policy: names } },
  { name: "the declared host, on another port", target: () => at("api.example.com:8443") },
  { name: "the metadata address of clouds", target: () => at("169.254.169.254:80") },
  { name: "the same by its name", target: () => at("metadata.google.internal:80") },
  { name: "a private address", target: () => at("192.168.113.10:443") },
  {
    name: "a declared host that has a private address",
    target: () => at("private.example.com:80"),
    blind: { deno: "it is allowed by name, whatever its address" },
  },
  { name: "a Service of another namespace", target: ({ strangersService }) => at(`${strangersService}:80`) },
  { name: "another pod of the same namespace", target: ({ neighbour }) => at(`${neighbour}:80`) },
  { name: "the API server, by its Service", target: () => at("kubernetes.default.svc.cluster.local:443") },
  { name: "the API server, by its address", target: ({ apiServer }) => at(apiServer) },
  { name: "the npm registry", target: ({ npmRegistry }) => at(npmRegistry) },
  { name: "the image registry", target: ({ imageRegistry }) => at(imageRegistry) },
  {
    name: "a foreign DNS server, by UDP",
    target: () => ({ way: "resolve", name: "stolen.example.org", server: "203.0.113.53" }),
  },
  { name: "the same by TCP", target: () => at("203.0.113.53:53") },
  {
    name: "any question to the cluster's DNS",
    target: () => ({ way: "resolve", name: "kubernetes.default.svc.cluster.local" }),
    blind: { policy: "names of declared hosts have to be found" },
  },
  { name: "the engine's own port", target: () => at("127.0.0.1:8080"), blind: { policy: own } },
];

const callers = "permissions of node code say nothing about who may call";

/** From outside to inside. */
export const calls = [
  { name: "called by a pod of another namespace", from: "stranger", blind: { deno: callers } },
  { name: "called by a pod of the same namespace", from: "neighbour", blind: { deno: callers } },
] as const;
