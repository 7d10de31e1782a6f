import { durationMs } from "../../src/workflow/duration-ms.ts";
import type { WorkflowSpec } from "../../src/workflow/spec.ts";
import { stagesOf } from "../../src/workflow/stages.ts";
import type { Json } from "../wire/json.ts";
import type { LoadRequest, Secrets } from "../wire/load-request.ts";

const defaultTimeoutMs = 30_000;
const maxResult = 16 * 1024 * 1024;

/** What a runner needs of a workflow in `dir`, with the values that are laid over it. */
export function loadRequestOf(
  spec: WorkflowSpec,
  laid: { dir: string; config: Record<string, Json>; secrets: Secrets },
): LoadRequest {
  const config: Record<string, Json> = { ...plain(spec.config), ...laid.config };
  const { timeout, retries } = config;
  const names = Object.keys(spec.nodes);
  return {
    dir: laid.dir,
    nodes: Object.entries(spec.nodes).map(([name, { path }]) => ({ name, path, from: sourcesOf(spec, name) })),
    stages: stagesOf(spec).map((stage) => stage.map((name) => names.indexOf(name))),
    config,
    dependencies: spec.contract?.dependencies,
    secrets: laid.secrets,
    timeoutMs: (typeof timeout === "string" ? durationMs(timeout) : undefined) ?? defaultTimeoutMs,
    retries: typeof retries === "number" ? retries : 0,
    maxResult,
  };
}

function sourcesOf({ edges }: WorkflowSpec, name: string): string[] {
  return [...new Set(edges.filter(({ to }) => to === name).map(({ from }) => from))];
}

function plain(config: WorkflowSpec["config"]): Record<string, Json> {
  return JSON.parse(JSON.stringify(config));
}
