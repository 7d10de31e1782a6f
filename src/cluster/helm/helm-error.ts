import { type Exit, TentacularError } from "../../errors.ts";
import type { ClusterSelection } from "../api/cluster-selection.ts";
import { ruleRemedy } from "../api/rule-remedy.ts";
import { toType } from "../api/to-type.ts";
import { ownerWords } from "./owner-words.ts";

type Kind = { code: string; exit: Exit; says: RegExp; remedy: string; command?: string };

/** Helm ends every failure with 1, so its words are all there is; the first that fits decides. */
const kinds: readonly Kind[] = [
  {
    code: "HELM-BUSY",
    exit: "conflict",
    says: /another operation \(install\/upgrade\/rollback\) is in progress/,
    remedy: "Wait for it, then try again; a deploy that was cut off is recovered by the next one",
  },
  {
    code: "HELM-UNREACHABLE",
    exit: "unreachable",
    says: /cluster unreachable|connection refused|no such host|i\/o timeout|TLS handshake timeout|context ".*" does not exist/i,
    remedy: "Check the context with --kube-context and that the cluster answers",
  },
  {
    code: "HELM-QUOTA",
    exit: "preflight",
    says: /exceeded quota/,
    remedy: "Free what the quota counts, or ask for a larger one",
    command: "kubectl describe resourcequota",
  },
  {
    code: "HELM-RULE",
    exit: "preflight",
    says: /ValidatingAdmissionPolicy '/,
    remedy: "Do what the platform's rule asks; nothing is wrong with your rights",
  },
  {
    code: "HELM-FORBIDDEN",
    exit: "preflight",
    says: /is forbidden: |cannot \w+ resource/,
    remedy: "Ask for the permission that is named, or use another context",
  },
  {
    code: "HELM-RELEASE-UNKNOWN",
    exit: "notFound",
    says: /release: not found|has no \d* ?release with|revision .* not found/,
    remedy: "See what is deployed",
    command: "tntc list",
  },
  {
    code: "HELM-FILE-MISSING",
    exit: "notFound",
    says: /open .+\.(ya?ml|json): no such file or directory/,
    remedy: "Name a file that is there",
  },
  {
    code: "HELM-VALUES",
    exit: "internal",
    says: /values don't meet the specifications of the schema/,
    remedy: "Please report this with the output of tntc plan --show values",
  },
  {
    code: "HELM-TOO-LARGE",
    exit: "invalid",
    says: /Too long: |request is too large|larger than max/,
    remedy: "Make the workflow's code smaller",
  },
  {
    code: "HELM-OWNERSHIP",
    exit: "preflight",
    says: /invalid ownership metadata|cannot be imported into the current release/,
    remedy: "Rename the workflow, or deploy to another namespace with -n; remove the object only if nobody needs it",
  },
  {
    code: "HELM-CONFLICT",
    exit: "conflict",
    says: /conflict occurred while applying|Apply failed with \d+ conflict/,
    remedy: "Undo the change that somebody made by hand to the fields that are named",
  },
  {
    code: "HELM-TIMEOUT",
    exit: "timeout",
    says: /context deadline exceeded|timed out waiting/,
    remedy: "Look at the cluster's health, then try again",
  },
];

/**
 * Helm's own words as one of our errors: `HELM-…`, with the original as cause.
 *
 * @param at where Helm was at work, for the commands of remedies
 */
export function helmError(what: string, stderr: string, at: ClusterSelection = {}): TentacularError {
  const words = ownerWords(stderr) ?? said(stderr);
  const kind = kinds.find(({ says }) => says.test(stderr));
  return new TentacularError(`Helm could not ${what}: ${words}`, {
    code: kind?.code ?? "HELM-FAILED",
    exit: kind?.exit ?? "failed",
    remedy: ruleRemedy(words) ?? remedyOf(kind, at) ?? "Mend what Helm names, then try again",
    cause: new Error(stderr.trim()),
  });
}

function remedyOf(kind: Kind | undefined, at: ClusterSelection): string | undefined {
  return kind?.command === undefined ? kind?.remedy : `${kind.remedy}: ${toType(kind.command, at)}`;
}

/** The lines from `Error:` on, without Helm's prefix and warnings. */
function said(stderr: string): string {
  const at = stderr.lastIndexOf("Error: ");
  const words = at < 0 ? stderr : stderr.slice(at + "Error: ".length);
  return (
    words
      .trim()
      // A line that ends with a colon goes on in the next.
      .replaceAll(/:\s*\n[\s-]*/g, ": ")
      .replaceAll(/\s*\n\s*/g, "; ")
      .slice(0, 2000) || "it said nothing"
  );
}
