import { isLoopback } from "../addresses/is-loopback.ts";
import type { Draft } from "../draft.ts";
import { isPackage } from "../is-package.ts";
import type { Problem } from "../problem.ts";
import { protocols } from "../protocols.ts";

/** A host that is the author's machine at the desk, and the pod itself in the cluster, where nothing else listens. */
export function localHosts({ contract, sidecars }: Draft): Problem[] {
  const served = sidecars.map((sidecar) => sidecar?.port);
  return [...(contract?.dependencies ?? [])].flatMap(([name, dependency]): Problem[] => {
    const { host = "", protocol = "", type, port = protocols.get(protocol)?.port } = dependency ?? {};
    const elsewhere = !isLoopback(host.replace(/^\[|\]$/g, "")) || type !== undefined || isPackage(protocol);
    if (elsewhere || served.includes(port)) return [];
    return [
      {
        code: "HOST-LOCAL",
        severity: "warning",
        path: ["contract", "dependencies", name, "host"],
        message: `In a pod, "${host}" is the pod itself, where nothing listens`,
        remedy: "For a deploy, declare the host that pods reach it by, e.g. a Service: db.data.svc",
      },
    ];
  });
}
