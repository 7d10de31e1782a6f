/**
 * What the two pods of a probe run, on the Deno of the engine image: every engine of any version has that, so that
 * nothing else must be pulled. The listener serves three ports; policies let the caller reach only the first.
 */
export const probePrograms = {
  ports: { open: 8080, noIngress: 8081, noEgress: 8082 },
  listener: `
for (const port of [8081, 8082, 8080]) {
  (async () => { for await (const connection of Deno.listen({ port })) connection.close(); })();
}`,
  caller: `
import { lookup } from "node:dns/promises";
const { listener, names, dials } = JSON.parse(Deno.env.get("PROBE"));
const late = (ms) => new Promise((_, fail) => setTimeout(() => fail(new Error("no answer in time")), ms));
const within = (ms, work) => Promise.race([work, late(ms)]);
const until = async (ms, work) => {
  for (const end = Date.now() + ms; Date.now() < end; await new Promise((next) => setTimeout(next, 200))) {
    if (await work()) return true;
  }
  return false;
};
const connect = (hostname, port) => within(1500, Deno.connect({ hostname, port }));
const opens = (port) => connect(listener, port).then((connection) => (connection.close(), true), () => false);
const stops = (port) => until(5000, async () => !(await opens(port)));
const address = async (name) => {
  let error = "";
  const found = await until(4000, () =>
    within(2000, lookup(name)).then((it) => (error = it.address), (it) => ((error = it.message), false)));
  return found ? { name, address: error } : { name, error };
};
const greeting = async ({ hostname, port }) => {
  const to = hostname + ":" + port;
  try {
    const connection = await within(3000, Deno.connect({ hostname, port }));
    const buffer = new Uint8Array(512);
    const read = await within(2000, connection.read(buffer)).catch(() => 0);
    connection.close();
    return { to, greeting: new TextDecoder().decode(buffer.subarray(0, read ?? 0)).split("\\n")[0] };
  } catch (error) {
    return { to, error: error.message };
  }
};
const allowed = await until(8000, () => opens(8080));
const [ingress, egress, resolved, dialled] = await Promise.all([
  stops(8081), stops(8082), Promise.all(names.map(address)), Promise.all(dials.map(greeting)),
]);
const still = await opens(8080);
Deno.writeTextFileSync("/dev/termination-log", JSON.stringify(
  { allowed: allowed && still, ingress, egress, names: resolved, dialled }));
Deno.exit(0);`,
} as const;
