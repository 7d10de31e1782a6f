import { TentacularError } from "../../errors.ts";
import { systemChart } from "../system-chart.ts";

/** Values of the system chart come from its user: what its schema refuses is theirs to mend, not a fault of ours. */
export function valuesError(error: unknown): never {
  if (!(error instanceof TentacularError) || error.code !== "HELM-VALUES") throw error;
  throw new TentacularError(error.message, {
    code: "VALUES-INVALID",
    exit: "usage",
    remedy: `Mend --values, --set, or moduleProxy in the settings; every key: helm show values ${systemChart()}`,
    cause: error,
  });
}
