import { TentacularError } from "../../errors.ts";
import { systemChart } from "../system-chart.ts";

const owner = /"meta\.helm\.sh\/release-namespace" must equal "[^"]*": current value is "([^"]+)"/;

/**
 * What the user of the system chart mends: values of theirs that its schema refuses, and a second system, which one
 * cluster does not have.
 *
 * @throws {TentacularError} `VALUES-INVALID` (usage), `SYSTEM-ELSEWHERE` (conflict), else Helm's own
 */
export function previewError(error: unknown): never {
  if (!(error instanceof TentacularError)) throw error;
  if (error.code === "HELM-OWNERSHIP") throw ownedElsewhere(error);
  if (error.code !== "HELM-VALUES") throw error;
  throw new TentacularError(error.message, {
    code: "VALUES-INVALID",
    exit: "usage",
    remedy: `Mend --values, --set, or moduleProxy in the settings; every key: helm show values ${systemChart()}`,
    cause: error,
  });
}

function ownedElsewhere(error: TentacularError): TentacularError {
  const there = owner.exec(error.cause instanceof Error ? error.cause.message : "")?.[1];
  if (there === undefined) {
    const remedy = "Somebody else has made this object: find out who needs it before you remove it";
    return new TentacularError(error.message, { code: error.code, exit: error.exit, remedy, cause: error });
  }
  return new TentacularError(`The system is installed in namespace "${there}" already, and a cluster has one`, {
    code: "SYSTEM-ELSEWHERE",
    exit: "conflict",
    remedy: `Leave out --namespace and system_namespace, or name ${there}`,
    cause: error,
  });
}
