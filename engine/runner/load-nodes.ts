import type { NodeFunction } from "../mod.ts";
import { importComplaint } from "../modules/import-complaint.ts";
import type { LoadRequest } from "../wire/load-request.ts";
import { BrokenNode } from "./broken-node.ts";
import { folderUrl } from "./folder-url.ts";
import { placeIn } from "./place-in.ts";
import { refusalOf } from "./refusal-of.ts";

/** A node ready to be called. */
export type LoadedFunction = { index: number; name: string; from: readonly string[]; call: NodeFunction };

/**
 * Imports all nodes. Their addresses are computed at run time on purpose: Deno checks reads and hosts
 * of the whole graph below a computed import, but of none below a literal one.
 * @throws {BrokenNode} for the first node, in the order of the workflow, that cannot be used
 */
export async function loadNodes({ dir, nodes }: LoadRequest): Promise<LoadedFunction[]> {
  const loading = nodes.map(({ name, path, from }, index) =>
    load(dir, { name, path }).then((call) => ({ index, name, from, call })),
  );
  const settled = await Promise.allSettled(loading);
  return settled.map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
}

async function load(dir: string, { name, path }: { name: string; path: string }): Promise<NodeFunction> {
  const base = folderUrl(dir);
  const url = new URL(path, base);
  const file = url.href.slice(base.length);
  if (!url.href.startsWith(base)) {
    throw new BrokenNode(name, { file: path, message: `Node "${name}": "${path}" is outside the workflow's folder` });
  }
  const module = await import(url.href).catch((error) => {
    const place = placeIn(dir, error);
    const { message: why, ...rest } = importComplaint(place.message) ?? refusalOf(name, place.message) ?? place;
    throw new BrokenNode(name, { file, ...place, ...rest, message: `Node "${name}" cannot be loaded: ${why}` });
  });
  if (typeof module.default === "function") return module.default;
  throw new BrokenNode(name, { file, message: `Node "${name}": "${file}" has no default export that is a function` });
}
