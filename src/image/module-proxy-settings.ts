import { z } from "zod";

/** How the cluster's module proxy is installed (`tntc cluster install`) and used. */
export const moduleProxySettings = z.strictObject({
  /** Install it. @default the chart's, which is true */
  enabled: z.boolean().optional(),
  /** Where built modules are kept: gone with the pod, or on a volume. */
  storage: z.enum(["emptydir", "emptyDir", "pvc"]).optional(),
  /** Size of the volume, e.g. `5Gi`. */
  pvcSize: z.string().optional(),
  /** Image of the proxy, e.g. `ghcr.io/esm-dev/esm.sh:v137_6`. */
  image: z.string().optional(),
  /** Namespace of a proxy that somebody else has installed. */
  namespace: z.string().optional(),
  /** How deploys bring modules to pods when the workflow says nothing. */
  kind: z.enum(["proxy", "bundled", "mirror"]).optional(),
});

/** The values of the settings' key `moduleProxy`. */
export type ModuleProxySettings = z.infer<typeof moduleProxySettings>;
