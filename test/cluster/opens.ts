/** Code for Deno: `await opens("host:port")` is whether a new connection comes about there within some seconds. */
export const opens = `
const opens = async (place) => {
  const [hostname, port] = place.split(":");
  const connection = Deno.connect({ hostname, port: Number(port) }).then((c) => (c.close(), true), () => false);
  return Promise.race([connection, new Promise((resolve) => setTimeout(resolve, 4000, false))]);
};`;
