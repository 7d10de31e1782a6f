import { durationMs } from "../../src/workflow/duration-ms.ts";
import type { WorkflowSpec } from "../../src/workflow/spec.ts";
import { stagesOf } from "../../src/workflow/stages.ts";
import type { Imports } from "../wire/imports.ts";
import type { Json } from "../wire/json.ts";
import type { LoadRequest, Secrets } from "../wire/load-request.ts";

const defaultTimeoutMs = 30_000;
const defaultConnectTimeoutMs = 5000;
const maxResult = 16 * 1024 * 1024;

/** What a runner needs of a workflow in `dir`, with the values that are laid over it. */
export function loadRequestOf(
  spec: WorkflowSpec,
  laid: { dir: string; config: Record<string, Json>; secrets: Secrets; imports?: Imports },
): LoadRequest {
  const config: Record<string, Json> = { ...plain(spec.config), ...laid.config };
  const { timeout, retries, connect_timeout: connectTimeout } = config;
  const names = Object.keys(spec.nodes);
  return {
    dir: laid.dir,
    nodes: Object.entries(spec.nodes).map(([name, { path }]) => ({ name, path, from: sourcesOf(spec, name) })),
    stages: stagesOf(spec).map((stage) => stage.map((name) => names.indexOf(name))),
    config,
    dependencies: spec.contract?.dependencies,
    secrets: laid.secrets,
    timeoutMs: duration(timeout) ?? defaultTimeoutMs,
    connectTimeoutMs: duration(connectTimeout) ?? defaultConnectTimeoutMs,
    sockets: usesSockets(spec, laid.imports),
    retries: typeof retries === "number" ? retries : 0,
    maxResult,
  };
}

function duration(value: Json | undefined): number | undefined {
  return typeof value === "string" ? durationMs(value) : undefined;
}

function usesSockets({ contract }: WorkflowSpec, imports: Imports | undefined): boolean {
  const packages = imports === undefined || imports.open || Object.keys(imports.map.imports).length > 1;
  return packages || Object.values(contract?.dependencies ?? {}).some(({ protocol }) => !/^https?$/.test(protocol));
}

function sourcesOf({ edges }: WorkflowSpec, name: string): string[] {
  return [...new Set(edges.filter(({ to }) => to === name).map(({ from }) => from))];
}

function plain(config: WorkflowSpec["config"]): Record<string, Json> {
  return JSON.parse(JSON.stringify(config));
}
