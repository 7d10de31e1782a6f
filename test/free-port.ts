import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below those that the kernel gives to whoever asks for any: such a program takes none of them in the meantime. */
const [first, end] = [20_000, 32_768];

/** A port of 127.0.0.1 that nobody listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(first, end);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listens = new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false)).listen(port, "127.0.0.1", () => resolve(true));
  });
  if (!(await listens)) return false;
  await new Promise((resolve) => server.close(resolve));
  return true;
}
