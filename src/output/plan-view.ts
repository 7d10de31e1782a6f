import type { Plan } from "../plan/plan.ts";
import { isLoopback } from "../workflow/addresses/is-loopback.ts";
import { count } from "./count.ts";
import { duration } from "./duration.ts";
import type { Paint } from "./paint.ts";
import { peerText } from "./peer-text.ts";
import { table } from "./table.ts";

/** What is shown beside the plan itself, and in which colours. */
export type PlanViewOptions = { code: { digest: string; bytes: number; files: string[] }; paint: Paint };

/** A plan for people: what will run, when, and what it may touch. */
export function planView(plan: Plan, { code, paint }: PlanViewOptions): string {
  const { workflow, namespace } = plan;
  const title = `${paint.bold(workflow.name)} ${workflow.version}${workflow.description ? `  ${paint.dim(workflow.description)}` : ""}`;
  const section = (name: string, lines: string[]) =>
    lines.length > 0 ? ["", paint.bold(name), ...lines.map((line) => `  ${line}`)] : [];
  return [
    title,
    ...(namespace === undefined ? [] : [`${paint.dim("namespace")} ${namespace}`]),
    ...section(
      "Stages",
      plan.stages.map((stage, index) => `${String(index + 1).padStart(2)}  ${stage.join("  ")}`),
    ),
    ...section("Triggers", triggers(plan, paint)),
    ...section("Network", network(plan, paint)),
    ...section("Closed", lines((plan.network.closed ?? []).map(({ cidr, reason }) => [cidr, reason]))),
    ...section("Callers", callers(plan)),
    ...section("Modules", modules(plan, paint)),
    ...section("Secrets", plan.secrets),
    ...section("Limits", limits(plan)),
    ...section("Code", [code.digest, `${count(code.files.length, "file")}, ${code.bytes} bytes`]),
    ...section(
      "Sidecars",
      plan.sidecars.map(({ name, image, port }) => `${name}  ${image}  localhost:${port}`),
    ),
  ].join("\n");
}

function triggers({ triggers, unserved }: Plan, paint: Paint): string[] {
  const crons = triggers.cron.map((cron) => [
    "cron",
    cron.schedule,
    cron.timezone ?? "",
    cron.jobName,
    JSON.stringify(cron.input),
  ]);
  return [
    ...(triggers.manual ? ["manual"] : []),
    ...lines(crons),
    ...unserved.map(({ type, name }) =>
      paint.yellow(`${type}${name ? ` ${name}` : ""}: not served by this version; deploying it is refused`),
    ),
  ];
}

/** Names are Deno's to hold, addresses the policy's. */
function network({ network, permissions: { net, reasons } }: Plan, paint: Paint): string[] {
  const rows = network.egress.map((rule) => {
    const ports = (rule.hostPorts ?? rule.ports).map(({ port, protocol }) => `${port}/${protocol}`).join(" ");
    return [rule.host ?? "-", ports || "any port", peerText(rule.to), rule.reason];
  });
  const open =
    net === true && network.contract === "declared" ? [paint.yellow(`any name (${reasons["*"] ?? ""})`)] : [];
  return [...open, ...lines([...rows, ...insidePod(reasons)])];
}

/** No rule of a policy stands for what stays in the pod; Deno's permissions do. */
function insidePod(reasons: Record<string, string>): string[][] {
  return Object.entries(reasons).flatMap(([target, reason]) => {
    const [, host = target, port] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(target) ?? [];
    return isLoopback(host) ? [[host, port === undefined ? "any port" : `${port}/TCP`, "the pod itself", reason]] : [];
  });
}

function callers({ network }: Plan): string[] {
  return lines(network.ingress.map(({ from, reason }) => [peerText(from), reason]));
}

function modules({ modules: planned }: Plan, paint: Paint): string[] {
  if (planned === undefined) return [];
  const { mode, proxy, registries = {}, npmrcSecret, packages } = planned;
  const from = proxy ?? [registries.npm, registries.jsr].filter((each) => each !== undefined).join(", ");
  const rows = packages.map(({ package: name, requested, locked, imports }) => [
    name,
    requested,
    locked.length > 0 ? locked.join(", ") : paint.yellow("not locked yet"),
    imports.join(", "),
  ]);
  const login = npmrcSecret ? `, with the credentials of Secret ${npmrcSecret}` : "";
  return [`${mode}${from ? ` from ${from}` : ""}${login}`, ...lines(rows)];
}

function limits(plan: Plan): string[] {
  const { timeoutMs, retries, runtimeClass } = plan;
  const { requests, limits } = plan.resources;
  return [
    `${duration(timeoutMs)} for each attempt of a node, ${retries === 1 ? "1 retry" : `${retries} retries`}`,
    `cpu ${requests.cpu} to ${limits.cpu}, memory ${requests.memory} to ${limits.memory}, disk up to ${limits["ephemeral-storage"]}`,
    ...admission(plan.limits),
    runtimeClass ? `sandbox: RuntimeClass ${runtimeClass}` : "no sandbox but the cluster's own",
  ];
}

function admission({ concurrency, queue, maxBody }: NonNullable<Plan["limits"]> = {}): string[] {
  const told = [
    ...(concurrency === undefined ? [] : [`${concurrency} runs at a time`]),
    ...(queue === undefined ? [] : [`${queue} may wait`]),
    ...(maxBody === undefined ? [] : [`bodies up to ${maxBody} bytes`]),
  ];
  return told.length === 0 ? [] : [`per pod: ${told.join(", ")}`];
}

function lines(rows: string[][]): string[] {
  const [first, ...rest] = rows;
  return first ? table(first, rest).split("\n") : [];
}
