import { z } from "zod";
import { fieldManager, type Kube } from "../../cluster/api/kube.ts";
import { statusIn } from "../../cluster/api/status-in.ts";
import type { KubeAnswer, KubeRequest } from "../../cluster/api/transport.ts";
import type { Problem } from "../../deploy/problem.ts";
import type { ManifestObject } from "./manifest-objects.ts";
import { objectPaths } from "./object-paths.ts";
import { setBack } from "./set-back.ts";

/** An object against what the cluster has, and what the cluster says to it. */
export type Trial = {
  object: ManifestObject;
  /** unseen: this user may not look, or the cluster cannot try. */
  state: "missing" | "same" | "different" | "unseen";
  /** What has to be sent before Helm can apply it: a list holds what somebody has put there by hand. */
  inTheWay?: KubeRequest;
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
  if (applied.status === 422 && live.status < 400) return await afterHands(kube, object, { path, applied });
  const state = live.status === 404 ? "missing" : "unseen";
  const refusal = refusalOf(object, applied, () => kube.refusal(apply, applied));
  return { object, state, ...(refusal ? { refusal } : {}) };
}

function stateOf(live: KubeAnswer, applied: KubeAnswer): Trial["state"] {
  if (live.status === 404) return "missing";
  if (live.status >= 400) return "unseen";
  return essence(live) === essence(applied) ? "same" : "different";
}

/** Applying adds to lists; where what is there makes the whole invalid, the list has to be set back first. */
async function afterHands(
  kube: Kube,
  object: ManifestObject,
  { path, applied }: { path: string; applied: KubeAnswer },
): Promise<Trial> {
  const { status } = await kube.send(setBack(object, path, { dryRun: true }));
  if (status < 400) return { object, state: "different", inTheWay: setBack(object, path) };
  return { object, state: "different", refusal: invalid(object, applied) };
}

function refusalOf(object: ManifestObject, applied: KubeAnswer, denied: () => Problem): Problem | undefined {
  // Its namespace comes with the install; some webhooks cannot be asked without effect.
  if (applied.status === 404 || wordsOf(applied).includes("does not support dry run")) return undefined;
  if (applied.status !== 401 && applied.status !== 403) return invalid(object, applied);
  const { code, message, remedy } = denied();
  return { code, message: `${object.title} would be refused: ${message}`, remedy };
}

function invalid({ title }: ManifestObject, applied: KubeAnswer): Problem {
  const message = `${title} cannot be applied: ${wordsOf(applied)}`;
  return { code: "OBJECT-REFUSED", message, remedy: "Mend the values, or remove the object that is there" };
}

function wordsOf(answer: KubeAnswer): string {
  return (statusIn(answer)?.message ?? answer.body).trim().replace(/\.$/, "");
}

const whole = z.looseObject({ metadata: z.looseObject({}) });

/** The object without what the API server writes down for itself; it gives all fields in the same order. */
function essence({ body }: KubeAnswer): string {
  const { status: _, metadata, ...rest } = whole.parse(JSON.parse(body));
  const { managedFields: __, resourceVersion: ___, generation: ____, ...kept } = metadata;
  return JSON.stringify({ ...rest, metadata: kept });
}
