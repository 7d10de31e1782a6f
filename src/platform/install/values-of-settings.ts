import type { Settings } from "../../image/settings.ts";
import { imageOf } from "../../plan/image.ts";

/** Values of the system chart, as far as settings decide them. */
export type SystemValues = { moduleProxy?: Record<string, unknown> };

/**
 * The user's `moduleProxy:` settings as values of the system chart. Where the proxy is and how deploys use it is not
 * for the chart.
 *
 * @example
 * valuesOfSettings({ moduleProxy: { storage: "pvc" } }); // { moduleProxy: { storage: "pvc" } }
 */
export function valuesOfSettings({ moduleProxy = {} }: Pick<Settings, "moduleProxy">): SystemValues {
  const { enabled, storage, pvcSize, image } = moduleProxy;
  const values = {
    ...(enabled === undefined ? {} : { enabled }),
    ...(storage === undefined ? {} : { storage: storage.toLowerCase() }),
    ...(pvcSize === undefined ? {} : { pvcSize }),
    ...(image === undefined ? {} : { image: imageOf(image) }),
  };
  return Object.keys(values).length > 0 ? { moduleProxy: values } : {};
}
