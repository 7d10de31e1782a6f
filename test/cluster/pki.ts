import { mkdir, readFile, writeFile } from "node:fs/promises";
import { hosts } from "./internet/addresses.ts";
import { internetAuthority } from "./internet/authority.ts";
import { run } from "./run.ts";
import type { Site } from "./site.ts";

/** Who talks to the API server, and as whom. */
const clients = (site: Site) => ({
  admin: "/O=system:masters/CN=admin",
  "controller-manager": "/CN=system:kube-controller-manager",
  scheduler: "/CN=system:kube-scheduler",
  proxy: "/CN=system:kube-proxy",
  policies: "/O=system:masters/CN=policies",
  node: `/O=system:nodes/CN=system:node:${site.name}`,
});

/** One authority, a certificate for everything that serves, one for each client, and a kubeconfig for each client. */
export async function createPki(site: Site): Promise<void> {
  await mkdir(site.file("pki"), { recursive: true, mode: 0o700 });
  const file = (name: string) => site.file(`pki/${name}`);
  const identity = Object.entries(clients(site));
  await run([...request, "-keyout", file("ca.key"), "-out", file("ca.crt"), "-subj", "/CN=tentacular-test-ca"]);
  await Promise.all([
    run(["openssl", "genrsa", "-out", file("service-accounts.key"), "2048"]),
    createInternetPki(site),
    signed(site, "serving", `/CN=${site.name}`, {
      extensions: ["-addext", `subjectAltName=${servingNames(site).join(",")}`],
    }),
    ...identity.map(([name, subject]) =>
      signed(site, name, subject, { extensions: ["-addext", "extendedKeyUsage=clientAuth"] }),
    ),
  ]);
  for (const [name] of identity) await writeKubeconfig(site, name);
}

/** The servers of the internet, which another authority vouches for than the cluster's. */
async function createInternetPki(site: Site): Promise<void> {
  const names = Object.entries(hosts).flatMap(([host, address]) => [`DNS:${host}`, `IP:${address}`]);
  const { certificate, key } = await internetAuthority();
  const by = ["-CA", certificate, "-CAkey", key];
  await signed(site, "internet", "/CN=internet", { by, extensions: ["-addext", `subjectAltName=${names.join(",")}`] });
}

const request = [
  "openssl",
  "req",
  "-x509",
  "-newkey",
  "ec",
  "-pkeyopt",
  "ec_paramgen_curve:P-256",
  "-nodes",
  "-days",
  "365",
];

async function signed(
  site: Site,
  name: string,
  subject: string,
  { extensions, by }: { extensions: string[]; by?: string[] },
): Promise<void> {
  const file = (suffix: string) => site.file(`pki/${suffix}`);
  const authority = by ?? ["-CA", file("ca.crt"), "-CAkey", file("ca.key")];
  const out = ["-keyout", file(`${name}.key`), "-out", file(`${name}.crt`), "-subj", subject];
  const notAuthority = ["-addext", "basicConstraints=critical,CA:FALSE"];
  await run([...request, ...authority, ...out, ...notAuthority, ...extensions]);
}

function servingNames(site: Site): string[] {
  const names = ["kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local"];
  return [
    ...[site.name, "localhost", ...names].map((name) => `DNS:${name}`),
    ...["127.0.0.1", site.nodeIp, site.apiServiceIp].map((address) => `IP:${address}`),
  ];
}

async function writeKubeconfig(site: Site, client: string): Promise<void> {
  const data = async (name: string) => (await readFile(site.file(`pki/${name}`))).toString("base64");
  const cluster = { server: site.apiUrl, "certificate-authority-data": await data("ca.crt") };
  const user = {
    "client-certificate-data": await data(`${client}.crt`),
    "client-key-data": await data(`${client}.key`),
  };
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: site.scope, cluster }],
    users: [{ name: client, user }],
    contexts: [{ name: site.scope, context: { cluster: site.scope, user: client } }],
    "current-context": site.scope,
  };
  // JSON is YAML, and needs no quoting rules.
  const path = client === "admin" ? site.kubeconfig : site.file(`pki/${client}.kubeconfig`);
  await writeFile(path, `${JSON.stringify(config, undefined, 2)}\n`, { mode: 0o600 });
}
