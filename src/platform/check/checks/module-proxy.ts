import type { Kube } from "../../../cluster/api/kube.ts";
import { askProxy, type ProxyAnswer } from "../../../cluster/modules/ask-proxy.ts";
import { proxySilence } from "../../../cluster/modules/proxy-silence.ts";
import { type ServiceAddress, serviceOf } from "../../../cluster/modules/service-of.ts";
import { moduleMode } from "../../../deploy/modules/module-mode.ts";
import { ownProxy } from "../../../deploy/modules/own-proxy.ts";
import { packageUses } from "../../../modules/package-uses.ts";
import type { Check } from "../check.ts";
import type { CheckGround } from "../check-ground.ts";

const id = "module-proxy";

/**
 * What to ask for where the system chart names nothing (tests.module). Of CommonJS, so that its build proves more than a
 * plain one: the proxy needs its lexer for it.
 */
const anyModule = "/ms@2.1.3?target=denonext";

/**
 * Whether the module proxy serves a real module, asked through the API server. A folder whose workflow loads nothing from
 * it can be deployed without.
 */
export async function moduleProxyCheck(ground: CheckGround): Promise<Check[]> {
  const { kube, system, settings } = ground;
  const installed = system.state === "installed" ? system.system.moduleProxy : undefined;
  const address = ownProxy(settings) ?? installed;
  if (address === undefined) return system.state === "installed" ? [none(kube)] : [];
  const service = URL.canParse(address) ? serviceOf(address) : undefined;
  if (service === undefined) {
    return [{ id, state: "skip", message: `Module proxy not asked: "${address}" is no Service of this cluster` }];
  }
  const module = (system.state === "installed" && system.system.testModule) || anyModule;
  const check = await asked(kube, service, module);
  if (check.state !== "fail" || needsProxy(ground)) return [check];
  return [{ ...check, state: "warn", message: `${check.message}; the workflow of this folder does without it` }];
}

function needsProxy({ own, spec, workflow, settings }: CheckGround): boolean {
  if (!own) return true;
  const uses = packageUses(spec.contract, workflow.imports);
  return uses.length > 0 && moduleMode({ asked: undefined, spec, settings }) !== "mirror";
}

function none(kube: Kube): Check {
  const message = "The system chart runs without a module proxy: modules are bundled or come from mirrors";
  return { id, state: "skip", message, remedy: kube.onCluster("tntc cluster install --set moduleProxy.enabled=true") };
}

async function asked(kube: Kube, service: ServiceAddress, path: string): Promise<Check> {
  const health = await askProxy(kube, service, "/status.json");
  if (health.refused !== undefined)
    return await unanswered(kube, service, { status: health.status, refused: health.refused });
  if (health.status !== 200)
    return unwell(kube, service, `/status.json answers ${health.status}: ${said(health.body)}`);
  const module = await askProxy(kube, service, path);
  if (module.refused !== undefined)
    return await unanswered(kube, service, { status: module.status, refused: module.refused });
  return served(kube, { service, path, answer: module });
}

type Served = { service: ServiceAddress; path: string; answer: ProxyAnswer };

function served(kube: Kube, { service, path, answer: { status, headers, body } }: Served): Check {
  const sample = path.slice(1).replace(/\?.*/, "");
  if (status === 200 && headers["content-type"]?.includes("javascript") && body !== "") {
    return { id, state: "pass", message: `Module proxy serves modules (${sample})` };
  }
  if (status === 403) {
    const message = `Module proxy is up; that it builds was not proven: its allow list refuses ${sample}`;
    return { id, state: "skip", message, remedy: "Name one that is allowed: tests.module of the system chart" };
  }
  if (status === 408) {
    return { id, state: "warn", message: `Module proxy is still building ${sample}`, remedy: "Try again in a minute" };
  }
  return unwell(kube, service, `${sample} answers ${status}: ${said(body)}`);
}

function unwell(kube: Kube, { service, namespace }: ServiceAddress, why: string): Check {
  const remedy = `The proxy says more: ${kube.onCluster(`kubectl -n ${namespace} logs deployment/${service}`)}`;
  return { id, state: "fail", message: `Module proxy serves no modules: ${why}`, remedy };
}

/** The API server could not ask; the pods tell why, to who may see them. */
async function unanswered(
  kube: Kube,
  service: ServiceAddress,
  { status, refused: why }: Pick<ProxyAnswer, "status"> & { refused: string },
): Promise<Check> {
  const { service: name, namespace, port } = service;
  if (status === 403) {
    const remedy = `Ask for the permission to get services/proxy in namespace "${namespace}"`;
    return { id, state: "skip", message: "Module proxy not asked: no permission", remedy };
  }
  const where = `Module proxy "${name}:${port}" in namespace "${namespace}"`;
  if (status === 404 || why.includes("no service port")) {
    const install = kube.onCluster("tntc cluster install");
    const remedy = `Have the right address published, and what is missing put back: ${install}`;
    return { id, state: "fail", message: `${where} does not exist: ${why}`, remedy };
  }
  const silence = await proxySilence(kube, service, why);
  return { id, state: "fail", message: `${where} does not answer: ${silence.why}`, remedy: silence.remedy };
}

function said(body: string): string {
  return body.trim().replaceAll(/\s+/g, " ").slice(0, 300) || "nothing";
}
