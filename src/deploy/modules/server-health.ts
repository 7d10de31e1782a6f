import { z } from "zod";
import { isDenied } from "../../cluster/api/is-denied.ts";
import type { Kube } from "../../cluster/api/kube.ts";
import { proxySilence } from "../../cluster/modules/proxy-silence.ts";
import { serviceOf } from "../../cluster/modules/service-of.ts";
import { TentacularError } from "../../errors.ts";
import type { ModuleSource } from "../../modules/module-source.ts";
import type { Problem } from "../problem.ts";
import type { ModuleServer } from "./contract-status.ts";

/** A server, and why it does not do what it should. */
export type ServerHealth = { server: ModuleServer; problem?: Problem };

const status = z.object({ disk: z.string().default("") });

/** Asks the module proxy how it is; where it does not answer, its pods tell why. */
export async function serverHealth(kube: Kube, source: ModuleSource, version?: string): Promise<ServerHealth> {
  const server: ModuleServer = { url: source.proxy, kind: "proxy", ...(version ? { version } : {}) };
  try {
    const answer = await source.get(`${source.proxy}/status.json`);
    const said = new TextDecoder().decode(answer.bytes).trim();
    const found = answer.status === 200 ? status.safeParse(parsed(said)).data : undefined;
    if (found === undefined) {
      const problem = await silent(kube, server, `${answer.status} ${said.slice(0, 200)}`.trim());
      return { server: { ...server, answers: false }, problem };
    }
    return { server: { ...server, answers: true, ...(found.disk ? { disk: found.disk } : {}) }, ...full(found.disk) };
  } catch (error) {
    if (!(error instanceof TentacularError)) throw error;
    const { code, message, remedy } = error;
    return {
      server: { ...server, ...(isDenied(error) ? {} : { answers: false }) },
      problem: { code, message, remedy },
    };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function silent(kube: Kube, { url }: ModuleServer, said: string): Promise<Problem> {
  const message = `The module proxy "${url}" does not answer`;
  const told = said.replace(/\.$/, "");
  if (said.includes("no service port")) {
    const remedy = "The Service has another port: tntc cluster install sets it right";
    return { code: "PROXY-PORT", message: `${message}: ${told}`, remedy };
  }
  const service = serviceOf(url);
  const silence = service && (await proxySilence(kube, service, told));
  const remedy = silence?.remedy ?? "See why this server is down";
  return { code: "PROXY-DOWN", message: `${message}: ${silence?.why ?? told}`, remedy };
}

function full(disk: string): { problem?: Problem } {
  if (disk !== "full" && disk !== "error") return {};
  const message = `The module proxy says that its disk is ${disk === "full" ? "full" : "broken"}`;
  return { problem: { code: "PROXY-DISK", message, remedy: "Give it a larger volume: moduleProxy.pvcSize" } };
}
