import { createServer } from "node:net";
import { TentacularError } from "../errors.ts";

/**
 * A port of 127.0.0.1 that nobody listens on: the wanted one, or any when 0 is wanted.
 *
 * @throws PORT-TAKEN, PORT-FORBIDDEN (preflight)
 */
export async function freePort(wanted = 0): Promise<number> {
  const server = createServer();
  try {
    return await new Promise<number>((resolve, reject) => {
      server.once("error", reject);
      server.listen(wanted, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : wanted);
      });
    });
  } catch (cause) {
    const taken = cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
    throw new TentacularError(
      `The port ${wanted} ${taken ? "is in use by another program" : "cannot be listened on"}`,
      {
        code: taken ? "PORT-TAKEN" : "PORT-FORBIDDEN",
        remedy: 'Name another one with "--port", or "--port 0" for any that is free',
        exit: "preflight",
        cause,
      },
    );
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
