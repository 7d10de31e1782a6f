import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import { hosts, metadataAddress, ports, privateAddress, publicHosts, resolver } from "./addresses.ts";
import { listenDns } from "./listen-dns.ts";
import { type Listener, listenHttp } from "./listen-http.ts";
import { type Seen, seen } from "./seen.ts";

/** The servers of the internet. Arguments: certificate, key, and the socket at which the machine may ask what was seen. */
const [certificate = "", key = "", socket = ""] = process.argv.slice(2);

const visits: Seen[] = [];
const noted = seen(visits);

const plain = (address: string, port: number): Listener => ({ address, port });
const secure = (address: string, port: number): Listener => ({ address, port, tls: { certificate, key } });

const everywhere = [
  ...publicHosts.flatMap((host) => ports.plain.map((port) => plain(hosts[host], port))),
  ...publicHosts.flatMap((host) => ports.secure.map((port) => secure(hosts[host], port))),
  plain(privateAddress, 80),
  secure(privateAddress, 443),
  plain(metadataAddress, 80),
];

await Promise.all(everywhere.map((listener) => listenHttp(listener, noted)));
await listenDns(resolver, noted);

await rm(socket, { force: true });
createServer((_, answer) => answer.end(JSON.stringify(visits))).listen(socket);
