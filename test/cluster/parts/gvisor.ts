import type { Part } from "../part.ts";
import { readField } from "../read-field.ts";

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
  ready: async (site) => (await readField(site, ["runtimeclass", "gvisor"], "{.handler}")) === "runsc",
};
