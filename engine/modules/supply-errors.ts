import { TentacularError } from "../../src/errors.ts";
import { hostAndPort } from "../../src/workflow/addresses/host-and-port.ts";
import type { ModuleSources } from "./module-sources.ts";

/** Where modules come from, and the seconds that they are waited for. */
export type SupplyErrorsOptions = { sources: ModuleSources; within: number };

/** What there is to say about modules that cannot be had. */
export type SupplyErrors = {
  /** Not yet. */
  awaited(address: string, why: string): TentacularError;
  /** Not in time. */
  unreachable(address: string, why: string): TentacularError;
  /** Never, says the server. */
  refused(address: string, why: string): TentacularError;
  /** Not in time, though every server answers. */
  late(): TentacularError;
};

/** The errors of one set of sources: what to do depends on what the server is. */
export function supplyErrors({ sources, within }: SupplyErrorsOptions): SupplyErrors {
  const { npmRegistry, jsrRegistry, unlocked } = sources;
  const mirrors = [npmRegistry, jsrRegistry].flatMap((url) => (url === undefined ? [] : hostAndPort(url)));
  const remedyFor = (address: string) => {
    if (unlocked) return "Check the network, and NPM_CONFIG_REGISTRY and JSR_URL if they are set";
    return mirrors.includes(hostAndPort(address)) ? lookAtMirror : lookAtProxy;
  };
  const unreachable = (message: string, remedy: string) =>
    new TentacularError(message, { code: "MODULES-UNREACHABLE", exit: "preflight", remedy });
  return {
    awaited: (address, why) =>
      new TentacularError(`Waiting for module "${address}": ${why}`, {
        code: "MODULES-AWAITED",
        remedy: `${remedyFor(address)}; the engine goes on by itself when the module can be had`,
      }),
    unreachable: (address, why) =>
      unreachable(
        `Module "${address}" could not be had within ${within} s: ${why}`,
        `${remedyFor(address)}${/^5/.test(why) ? "; it must reach its registry" : ""}`,
      ),
    refused: (address, why) =>
      new TentacularError(`Module "${address}" is not served: ${why}`, {
        code: "MODULE-REFUSED",
        exit: "invalid",
        remedy: /^40[13]\b/.test(why) && !unlocked && mirrors.includes(hostAndPort(address)) ? credentials : mend,
      }),
    late: () =>
      unreachable(`The modules could not be fetched within ${within} s, though their servers answer`, lookAtProxy),
  };
}

const lookAtProxy = 'Look at the module proxy with "tntc cluster check"';
const lookAtMirror = 'Look at the mirror with "tntc contract status --modules mirror"';
const credentials =
  "Put its credentials into a Secret, name that as modules.npmrcSecret in the settings, and deploy again";
const mend =
  'Mend its name or version in contract.dependencies, lock anew with "tntc contract lock --update", and deploy again';
