import { protocols } from "../../workflow/protocols.ts";
import type { Dependency, Trigger } from "../../workflow/spec.ts";
import { stagesOf } from "../../workflow/stages.ts";
import type { Workflow } from "../../workflow/workflow.ts";
import { usesOf } from "./uses-of.ts";

/** What of a workflow is drawn. */
export type Drawable = Pick<Workflow, "spec" | "imports" | "references">;

/** All that a drawing of a workflow shows, whatever it is drawn with. */
export type Picture = {
  name: string;
  version: string;
  description: string;
  triggers: { type: Trigger["type"]; label: string; detail: string }[];
  /** Sorted by name; `uses` are names of dependencies. */
  nodes: { name: string; uses: string[] }[];
  /** Sorted, each once. */
  edges: { from: string; to: string }[];
  stages: string[][];
  dependencies: { name: string; protocol: string; detail: string }[];
};

/** What there is to draw of a workflow. */
export function pictureOf(workflow: Drawable): Picture {
  const { spec } = workflow;
  const edges = new Map(spec.edges.map(({ from, to }) => [`${from} ${to}`, { from, to }]));
  return {
    name: spec.name,
    version: spec.version,
    description: spec.description,
    triggers: spec.triggers.map(triggerOf),
    nodes: Object.keys(spec.nodes)
      .sort()
      .map((name) => ({ name, uses: usesOf(spec.nodes[name]?.path ?? "", workflow) })),
    edges: [...edges.keys()].sort().flatMap((key) => edges.get(key) ?? []),
    stages: stagesOf(spec),
    dependencies: Object.entries(spec.contract?.dependencies ?? {}).map(([name, dependency]) =>
      dependencyOf(name, dependency),
    ),
  };
}

function triggerOf({
  type,
  name,
  schedule,
  timezone,
  subject,
  provider,
  path,
  event,
}: Trigger): Picture["triggers"][number] {
  const details = { manual: [], cron: [schedule, timezone], queue: [subject], webhook: [provider ?? path, event] }[
    type
  ];
  return { type, label: name ?? type, detail: details.filter((part) => part !== undefined).join(" ") };
}

function dependencyOf(
  name: string,
  { protocol, type, host, port, version, cidr }: Dependency,
): Picture["dependencies"][number] {
  if (type === "dynamic-target") return { name, protocol, detail: cidr ?? "any host" };
  const known = protocols.get(protocol);
  const isPackage = known !== undefined && known.port === undefined;
  const number = port ?? known?.port;
  const end = isPackage ? (version ? `@${version}` : "") : number === undefined ? "" : `:${number}`;
  return { name, protocol, detail: `${host ?? ""}${end}` };
}
