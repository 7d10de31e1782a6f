import { join } from "node:path";
import { z } from "zod";
import { Kube } from "../../src/cluster/api/kube.ts";
import type { KubeRequest } from "../../src/cluster/api/transport.ts";
import { run } from "../cli/tntc.ts";
import { kubectlBinary } from "../cluster/helm-binary.ts";
import type { Ground } from "../deploy/ground.ts";
import { collectionOf, type Thing } from "./attempts/collection-of.ts";
import { newUser } from "./user.ts";

/** What the API server said to an attempt: its refusal, or "" where it would have done it. */
export type Said = { status: number; refusal: string; body: string };

/** Somebody of the cluster, in the namespace of workflows. Attempts go through admission, and change nothing. */
export type Person = {
  env: { KUBECONFIG: string };
  kubectl(args: string[], input?: string): ReturnType<typeof run>;
  /** Whether the roles allow it, e.g. "delete pods". */
  may(what: string): Promise<boolean>;
  attempts(request: KubeRequest): Promise<Said>;
  /** Attempts to make an object. */
  makes(object: Thing, headers?: Record<string, string>): Promise<Said>;
  /** Attempts to merge a patch into an object. */
  patches(what: Pick<Thing, "kind"> & { name: string }, patch: object): Promise<Said>;
};

const yesOrNo = z.enum(["yes\n", "no\n"]);

/** Somebody new, whose service account is in the namespace of the system; `folder` keeps the credentials. */
export async function person(at: Ground, options: { name: string; home: string; folder: string }): Promise<Person> {
  const { name, home, folder } = options;
  const file = join(folder, `${name}.json`);
  await newUser(at.cluster, { kind: "ServiceAccount", name, namespace: home }, file);
  return personWith(at, file, folder);
}

/** Somebody whose kubeconfig is there. */
export async function personWith({ namespace }: Ground, file: string, folder: string): Promise<Person> {
  const [kube, program] = await Promise.all([Kube.connect({ kubeconfig: file }), kubectlBinary()]);
  const env = { KUBECONFIG: file, KUBECACHEDIR: join(folder, "cache") };
  const attempts = async (request: KubeRequest) => {
    const dry = request.method === undefined ? {} : { query: { dryRun: "All" } };
    const { status, body } = await kube.send({ ...dry, ...request });
    return { status, body, refusal: status < 400 ? "" : (messageIn(body) ?? body) };
  };
  const kubectl = (args: string[], input = "") => run([program, "-n", namespace, ...args], { env, input });
  return {
    env,
    kubectl,
    may: async (what) => yesOrNo.parse((await kubectl(["auth", "can-i", ...what.split(" ")])).stdout) === "yes\n",
    attempts,
    makes: (object, headers = {}) =>
      attempts({ method: "POST", path: collectionOf(object, namespace), headers, body: JSON.stringify(object) }),
    patches: ({ kind, name: object }, patch) =>
      attempts({
        method: "PATCH",
        path: `${collectionOf({ kind }, namespace)}/${object}`,
        headers: { "Content-Type": "application/strategic-merge-patch+json" },
        body: JSON.stringify(patch),
      }),
  };
}

function messageIn(body: string): string | undefined {
  try {
    return JSON.parse(body).message;
  } catch {
    return undefined;
  }
}
