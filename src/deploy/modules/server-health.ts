import { z } from "zod";
import { TentacularError } from "../../errors.ts";
import type { ModuleSource } from "../../modules/module-source.ts";
import type { Problem } from "../problem.ts";
import type { ModuleServer } from "./contract-status.ts";

/** A server, and why it does not do what it should. */
export type ServerHealth = { server: ModuleServer; problem?: Problem };

const status = z.object({ disk: z.string().default("") });

/** Asks the module proxy how it is. */
export async function serverHealth(source: ModuleSource, version?: string | undefined): Promise<ServerHealth> {
  const server: ModuleServer = { url: source.proxy, kind: "proxy", answers: false, ...(version ? { version } : {}) };
  try {
    const answer = await source.get(`${source.proxy}/status.json`);
    const said = new TextDecoder().decode(answer.bytes).trim();
    const found = answer.status === 200 ? status.safeParse(parsed(said)).data : undefined;
    if (found === undefined)
      return { server, problem: silent(server, `${answer.status} ${said.slice(0, 200)}`.trim()) };
    return { server: { ...server, answers: true, ...(found.disk ? { disk: found.disk } : {}) }, ...full(found.disk) };
  } catch (error) {
    if (!(error instanceof TentacularError)) throw error;
    const { code, message, remedy } = error;
    return { server, problem: { code, message, remedy } };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function silent({ url }: ModuleServer, said: string): Problem {
  const message = `The module proxy "${url}" does not answer: ${said.replace(/\.$/, "")}`;
  if (said.includes("no service port")) {
    return { code: "PROXY-PORT", message, remedy: "The Service has another port: tntc cluster install sets it right" };
  }
  const [, namespace = "tentacular-system"] = /^https?:\/\/[^.]+\.([^.]+)\.svc/.exec(url) ?? [];
  return { code: "PROXY-DOWN", message, remedy: `See why its pod is not ready: kubectl -n ${namespace} get pods` };
}

function full(disk: string): { problem?: Problem } {
  if (disk !== "full" && disk !== "error") return {};
  const message = `The module proxy says that its disk is ${disk === "full" ? "full" : "broken"}`;
  return { problem: { code: "PROXY-DISK", message, remedy: "Give it a larger volume: moduleProxy.pvcSize" } };
}
