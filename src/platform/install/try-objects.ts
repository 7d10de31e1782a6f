import { z } from "zod";
import { fieldManager, type Kube } from "../../cluster/api/kube.ts";
import { statusIn } from "../../cluster/api/status-in.ts";
import type { KubeAnswer, KubeRequest } from "../../cluster/api/transport.ts";
import type { Problem } from "../../deploy/problem.ts";
import type { ManifestObject } from "./manifest-objects.ts";
import { objectPaths } from "./object-paths.ts";

/** An object against what the cluster has, and what the cluster says to it. */
export type Trial = {
  object: ManifestObject;
  /** unseen: this user may not look, or the cluster cannot try. */
  state: "missing" | "same" | "different" | "unseen";
  refusal?: Problem;
};

/**
 * Asks the API server to apply each object without doing so. Permissions, quotas and admission answer before anything
 * is changed, and what somebody has changed by hand shows, which Helm, comparing manifests, does not see.
 */
export async function tryObjects(kube: Kube, objects: ManifestObject[]): Promise<Trial[]> {
  const paths = await objectPaths(kube, objects);
  return await Promise.all(
    objects.map(async (object) => {
      const path = paths.get(object);
      return path === undefined ? { object, state: "unseen" as const } : await trial(kube, object, path);
    }),
  );
}

async function trial(kube: Kube, object: ManifestObject, path: string): Promise<Trial> {
  const apply: KubeRequest = {
    method: "PATCH",
    path,
    query: { fieldManager, force: true, dryRun: "All" },
    headers: { "Content-Type": "application/apply-patch+yaml" },
    body: object.text,
  };
  const [live, applied] = await Promise.all([kube.send({ path }), kube.send(apply)]);
  if (applied.status < 400) return { object, state: stateOf(live, applied) };
  const state = live.status === 404 ? "missing" : live.status < 400 && applied.status === 422 ? "different" : "unseen";
  const refusal = refusalOf(object, { live, applied, denied: () => kube.refusal(apply, applied) });
  return { object, state, ...(refusal ? { refusal } : {}) };
}

type Answers = { live: KubeAnswer; applied: KubeAnswer; denied: () => Problem };

function refusalOf(object: ManifestObject, { live, applied, denied }: Answers): Problem | undefined {
  const said = statusIn(applied)?.message ?? applied.body;
  // Its namespace comes with the install; some webhooks cannot be asked without effect.
  if (applied.status === 404 || said.includes("does not support dry run")) return undefined;
  if (applied.status !== 401 && applied.status !== 403) return invalid(object, said, live.status < 400);
  const { code, message, remedy } = denied();
  return { code, message: `${object.title} would be refused: ${message}`, remedy };
}

function stateOf(live: KubeAnswer, applied: KubeAnswer): Trial["state"] {
  if (live.status === 404) return "missing";
  if (live.status >= 400) return "unseen";
  return essence(live) === essence(applied) ? "same" : "different";
}

const bookkeeping = z.object({
  metadata: z.looseObject({ managedFields: z.unknown(), resourceVersion: z.unknown(), generation: z.unknown() }),
  status: z.unknown(),
});

/** The object without what the API server writes down for itself; it gives all fields in the same order. */
function essence({ body }: KubeAnswer): string {
  const { status: _, metadata, ...rest } = bookkeeping.loose().parse(JSON.parse(body));
  const { managedFields: __, resourceVersion: ___, generation: ____, ...kept } = metadata;
  return JSON.stringify({ ...rest, metadata: kept });
}

/** Helm would stop at it, too; where the object is there, what was changed by hand is in its way. */
function invalid({ title, kind, name, namespace }: ManifestObject, said: string, there: boolean): Problem {
  const message = `${title} cannot be applied: ${said.trim().replace(/\.$/, "")}`;
  const again = `kubectl -n ${namespace} delete ${kind.toLowerCase()} ${name}; then install again`;
  const remedy = there ? `Somebody has changed it by hand; let it be made anew: ${again}` : "Mend the values";
  return { code: "OBJECT-REFUSED", message, remedy };
}
