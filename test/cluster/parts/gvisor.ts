import { z } from "zod";
import type { Part } from "../part.ts";
import { readObject } from "../read-object.ts";

/** Lets pods ask for gVisor, as clusters that have it name it. */
export const gvisor: Part = {
  name: "gvisor",
  after: ["api-server"],
  programs: [],
  objects: () => [
    {
      apiVersion: "node.k8s.io/v1",
      kind: "RuntimeClass",
      metadata: { name: "gvisor" },
      handler: "runsc",
      // As the system chart gives it: the sandbox's own memory would else be taken from the limit of its containers.
      overhead: { podFixed: { memory: "96Mi" } },
    },
  ],
  ready: async (site) =>
    (await readObject(site, "/apis/node.k8s.io/v1/runtimeclasses/gvisor", runtimeClass))?.handler === "runsc",
};

const runtimeClass = z.object({ handler: z.string() });
