import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../free-port.ts";
import { verdaccioProgram } from "./verdaccio-program.ts";

/** A Verdaccio on this machine, until it is disposed of; its URL ends with a slash. */
export type RunningVerdaccio = AsyncDisposable & { url: string };

/** Starts Verdaccio on a folder that holds its files, on a free port of 127.0.0.1. */
export async function runVerdaccio(folder: string): Promise<RunningVerdaccio> {
  const address = `127.0.0.1:${await freePort()}`;
  const args = [await verdaccioProgram(), "--config", join(folder, "config.yaml"), "--listen", address];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: "pipe" });
  const kill = () => child.kill();
  process.once("exit", kill);
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes: Buffer) => said.push(bytes.toString()));
  const end = async () => {
    process.off("exit", kill);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "close");
    child.kill();
    await ended;
  };
  const deadline = Date.now() + 60_000;
  while (!(await answers(`http://${address}/-/ping`))) {
    if (child.exitCode === null && Date.now() < deadline) await sleep(50);
    else await end().then(() => Promise.reject(new Error(`Verdaccio did not start:\n${said.join("")}`)));
  }
  return { url: `http://${address}/`, [Symbol.asyncDispose]: end };
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
