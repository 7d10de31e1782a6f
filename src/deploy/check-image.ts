import { z } from "zod";
import type { Kube } from "../cluster/api/kube.ts";
import { askRegistry } from "../image/registry.ts";
import { imageRemedy } from "./image-remedy.ts";
import type { Problem } from "./problem.ts";

/** The image to deploy: pinned to its digest where the registry told it. */
export type CheckedImage = { image: string; note?: string; problem?: Problem };

const nodes = z.object({
  status: z.object({ images: z.array(z.object({ names: z.array(z.string()).nullish() })).nullish() }),
});

/** Finds out whether nodes can pull the engine image, as far as that can be known from here. */
export async function checkImage(
  kube: Kube,
  { image, plainHttp }: { image: string | undefined; plainHttp: boolean },
): Promise<CheckedImage> {
  if (!image) return { image: "", problem: notSet };
  if (!formed.test(image)) return { image, problem: misnamed(image) };
  const answer = await askRegistry(image, { plainHttp });
  if (answer.state === "found") return { image: pinned(image, answer.digest) };
  const there = await onNodes(kube, image);
  if (there) return { image };
  const unpullable = (why: string): Problem => ({
    code: "IMAGE-UNPULLABLE",
    message: `The engine image "${image}" cannot be pulled: ${why}`,
    remedy: imageRemedy(image, { plainHttp }),
  });
  if (answer.state === "missing") return { image, problem: unpullable(`${answer.registry} has no such image`) };
  // Without a path it is what a build that did not push has left on this machine; all else a node may know how to find.
  if (there === undefined || image.includes("/")) return { image, note: `Image not checked: ${answer.reason}` };
  return { image, problem: unpullable(`${answer.reason}, and no node has it`) };
}

const notSet: Problem = {
  code: "IMAGE-NOT-SET",
  message: "No engine image is set",
  remedy: "Build and push one: tntc build --registry REGISTRY --push; or name one with --image",
};

const formed = /^[\w.-]+(:\d+)?(\/[\w.-]+)*(:[\w.-]{1,128})?(@sha256:[0-9a-f]{64})?$/;

function misnamed(image: string): Problem {
  return {
    code: "IMAGE-INVALID",
    message: `"${image}" cannot be the name of an image`,
    remedy: "Write HOST/PATH:TAG, e.g. ghcr.io/acme/tentacular-engine:0.1.0",
  };
}

/** A digest makes the rollout the same on every node, and the rollback exact. */
function pinned(image: string, digest: string): string {
  return image.includes("@") || !digest ? image : `${image}@${digest}`;
}

/** Whether some node has the image already; undefined when nodes may not be listed. */
async function onNodes(kube: Kube, image: string): Promise<boolean | undefined> {
  const path = "/api/v1/nodes";
  const found = await kube.list(path, nodes).catch(() => undefined);
  const names = found?.flatMap(({ status }) => status.images ?? []).flatMap((each) => each.names ?? []);
  return names?.some(
    (name) => name === image || name === `docker.io/library/${image}` || name === `docker.io/${image}`,
  );
}
