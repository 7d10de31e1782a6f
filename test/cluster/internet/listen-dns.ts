import { createSocket } from "node:dgram";
import { createServer } from "node:net";
import type { Seen } from "./seen.ts";

/** Where a DNS server listens, and the address that it gives for every name. */
export type Resolver = { address: string; answer: string };

/** Starts a DNS server on port 53, UDP and TCP. */
export async function listenDns(resolver: Resolver, note: (visit: Seen) => void): Promise<void> {
  const at = `${resolver.address}:53`;
  const datagrams = createSocket("udp4").on("message", (query, { address, port }) => {
    note({ at, from: address, name: nameIn(query) });
    datagrams.send(reply(query, resolver.answer), port, address);
  });
  const streams = createServer((socket) => {
    note({ at, from: socket.remoteAddress ?? "" });
    socket.on("error", () => {});
    socket.on("data", (bytes) => socket.write(framed(reply(bytes.subarray(2), resolver.answer))));
  });
  await Promise.all([
    new Promise<void>((resolve) => datagrams.bind(53, resolver.address, resolve)),
    new Promise<void>((resolve) => streams.listen(53, resolver.address, resolve)),
  ]);
}

const headerLength = 12;

/** The question's name ends with an empty label; type and class follow. */
function questionEnd(query: Buffer): number {
  let at = headerLength;
  while (query[at]) at += (query[at] ?? 0) + 1;
  return at + 5;
}

function nameIn(query: Buffer): string {
  const labels: string[] = [];
  for (let at = headerLength; query[at]; at += (query[at] ?? 0) + 1) {
    labels.push(query.toString("latin1", at + 1, at + 1 + (query[at] ?? 0)));
  }
  return labels.join(".");
}

/** One address for a question of type A, nothing for the others. */
function reply(query: Buffer, address: string): Buffer {
  const question = query.subarray(headerLength, questionEnd(query));
  const known = question.readUInt16BE(question.length - 4) === 1;
  const header = Buffer.from([...query.subarray(0, 2), 0x81, 0x80, 0, 1, 0, known ? 1 : 0, 0, 0, 0, 0]);
  const record = [0xc0, headerLength, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, ...address.split(".").map(Number)];
  return Buffer.concat([header, question, Buffer.from(known ? record : [])]);
}

function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}
