import { TentacularError } from "../../errors.ts";
import type { Settings } from "../../image/settings.ts";
import type { Registries } from "../../modules/mirror/registries.ts";
import type { PackageUse } from "../../modules/package-use.ts";

/**
 * With a slash at the end, as Deno wants them: the mirrors that some package comes from; pods get no way to another.
 *
 * @throws {TentacularError} `MIRROR-MISSING` (preflight)
 */
export function mirrorsFor(uses: readonly PackageUse[], { modules = {} }: Settings): Registries {
  const needed = [...new Set(uses.map(({ protocol }) => protocol))];
  const missing = needed.filter((protocol) => modules[protocol] === undefined);
  if (missing.length === 0) {
    return Object.fromEntries(needed.map((protocol) => [protocol, modules[protocol]?.replace(/\/*$/, "/")]));
  }
  const keys = missing.map((protocol) => `modules.${protocol}`).join(" and ");
  throw new TentacularError(`The code imports packages by mirrors, and the settings name none: ${keys}`, {
    code: "MIRROR-MISSING",
    exit: "preflight",
    remedy: 'Write the address that pods reach into the settings, e.g. "modules: { npm: http://npm.tools.svc:4873 }"',
  });
}
