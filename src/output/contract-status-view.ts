import type { ContractStatus, ModuleServer, PackageStatus } from "../deploy/modules/contract-status.ts";
import { bytes } from "./bytes.ts";
import { count } from "./count.ts";
import { driftLines } from "./drift-lines.ts";
import type { Paint } from "./paint.ts";
import { table } from "./table.ts";

/** The servers, a line for each package, then what is wrong and what mends it. */
export function contractStatusView(status: ContractStatus, paint: Paint): string {
  const { workflow, version, mode, servers, packages, problems, drift } = status;
  const parts = [
    [
      `${paint.bold(workflow)} ${version}, modules: ${mode}`,
      ...servers.map((server) => serverLine(server, status, paint)),
    ],
    packages.length === 0 ? [] : [table(head, packages.map(row))],
    driftLines(drift, paint),
    problems.map(({ code, message, remedy }) => `${paint.red("✗")} ${message} (${code})\n  → ${remedy}`),
  ];
  const shown = parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return [...shown, contractStatusSummary(status)].join("\n\n");
}

/** One sentence: whether pods get what the contract declares, and whether the code keeps to it. */
export function contractStatusSummary(status: ContractStatus): string {
  const { lacking, unused } = status.drift;
  const places = lacking.length + unused.length;
  const parted = places === 0 ? "" : `; code and contract part ways in ${count(places, "place")}`;
  return `${packagesSummary(status)}${parted}`;
}

function packagesSummary({ packages, problems, mode }: ContractStatus): string {
  if (mode === "none") return "The code imports no packages";
  if (problems.length === 0) return `${count(packages.length, "package")} can be had as locked`;
  const ok = packages.filter(({ state }) => state === "ok").length;
  return `${count(problems.length, "problem")}: ${ok} of ${count(packages.length, "package")} can be had as locked`;
}

function serverLine(server: ModuleServer, { lockedWith }: ContractStatus, paint: Paint): string {
  const { url, kind, version, answers, disk } = server;
  const facts = [
    answers === undefined ? "not asked" : answers ? paint.green("answers") : paint.red("does not answer"),
    ...(version ? [version] : []),
    ...(disk ? [`disk ${disk}`] : []),
    ...(kind === "proxy" && lockedWith ? [`lock made with ${lockedWith}`] : []),
  ];
  return `${kind} ${url}: ${facts.join(", ")}`;
}

const head = ["PACKAGE", "REQUESTED", "LOCKED", "MODULES", "SIZE", "STATE"];

function row({ package: name, requested, locked, modules, bytes: size, state }: PackageStatus): string[] {
  return [
    name,
    requested,
    locked.join(", ") || "-",
    modules === undefined ? "-" : String(modules),
    size === undefined ? "-" : bytes(size),
    state,
  ];
}
