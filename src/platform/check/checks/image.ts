import { checkImage } from "../../../deploy/check-image.ts";
import type { Check } from "../check.ts";
import type { CheckGround } from "../check-ground.ts";

/** Whether nodes can pull the engine image, as far as that can be known from here. */
export async function imageCheck({ kube, settings }: CheckGround): Promise<Check[]> {
  const { image, plain_http: plainHttp = false } = settings;
  const { note, problem } = await checkImage(kube, { image, plainHttp });
  const id = "image";
  if (problem) return [{ id, state: "fail", message: problem.message, remedy: problem.remedy }];
  if (note) return [{ id, state: "skip", message: note, remedy: "A pod that starts is the proof: add --probe" }];
  return [{ id, state: "pass", message: `Engine image "${image}" can be pulled` }];
}
