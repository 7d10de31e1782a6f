import { pathsIn } from "../api/paths.ts";
import type { ServiceAddress } from "./service-of.ts";

/** Where the API server passes on what is asked of a Service. */
export function proxyPath({ service, namespace, port }: ServiceAddress): string {
  return `${pathsIn(namespace).services.one(`${service}:${port}`)}/proxy`;
}
