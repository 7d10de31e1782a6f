import { TentacularError } from "../../errors.ts";

const certificateCodes = new Set([
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "CERT_HAS_EXPIRED",
  "CERT_SIGNATURE_FAILURE",
]);

/** The error of a request that got no answer: refused, timed out, cut off, or the wrong certificate. */
export function unreachable(server: URL, cause: unknown): TentacularError {
  if (cause instanceof TentacularError) return cause;
  const { code, name, message } = cause instanceof Error ? errorFacts(cause) : errorFacts(new Error(String(cause)));
  if (certificateCodes.has(code)) {
    // After a semicolon Node says how to start Node.
    const [why] = message.split("; ");
    return new TentacularError(`The certificate of the cluster at "${server.host}" is not trusted: ${why}`, {
      code: "CLUSTER-CERTIFICATE",
      remedy: "Check certificate-authority and server in the kubeconfig",
      exit: "unreachable",
      cause,
    });
  }
  const timedOut = name === "TimeoutError" || name === "AbortError" || code === "ETIMEDOUT";
  return new TentacularError(
    `The cluster at "${server.host}" cannot be reached: ${timedOut ? "no answer in time" : code || message}`,
    {
      code: "CLUSTER-UNREACHABLE",
      remedy: "Check that the cluster runs and that --kube-context names the right one",
      exit: "unreachable",
      cause,
    },
  );
}

function errorFacts(error: Error): { code: string; name: string; message: string } {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const cause = error.cause instanceof Error ? error.cause.name : "";
  return { code, name: cause === "TimeoutError" ? cause : error.name, message: error.message };
}
