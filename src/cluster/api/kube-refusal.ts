import { z } from "zod";
import { type Exit, TentacularError } from "../../errors.ts";
import { ruleRemedy } from "./rule-remedy.ts";

const statusSchema = z.object({
  message: z.string().optional(),
  reason: z.string().optional(),
  details: z.object({ kind: z.string().optional(), name: z.string().optional() }).optional(),
});

/** What was asked when the API server refused. */
export type Asked = {
  method: string;
  path: string;
  user: string;
  /** Makes a command mean this cluster for who types it. */
  typed: (command: string) => string;
};

type Wording = { message: string; code: string; remedy: string; exit: Exit };

/** An answer of the API server that is not a success, said once in our words. `status` and `reason` are its own. */
export class KubeRefusal extends TentacularError {
  readonly status: number;
  /** E.g. "Forbidden", "AlreadyExists", "Conflict". */
  readonly reason: string;

  constructor(asked: Asked, answer: { status: number; body: string }) {
    const said = readStatus(answer.body);
    const { message, ...details } = wording(asked, answer.status, said.message);
    super(message, details);
    this.status = answer.status;
    this.reason = said.reason;
  }
}

function readStatus(body: string): { message: string; reason: string } {
  try {
    const { message, reason } = statusSchema.parse(JSON.parse(body));
    return { message: message ?? "", reason: reason ?? "" };
  } catch {
    return { message: body.trim().slice(0, 300), reason: "" };
  }
}

function wording({ method, path, user, typed }: Asked, status: number, said: string): Wording {
  if (status === 401) {
    return {
      message: `The cluster does not know the user "${user}"`,
      code: "CLUSTER-UNAUTHENTICATED",
      remedy: "Log in to the cluster again",
      exit: "unreachable",
    };
  }
  if (status === 403) return forbidden(said, { user, typed });
  return {
    message: `The cluster refused ${method} "${path}": ${withoutPeriod(said) || status}`,
    code: status === 409 ? "CLUSTER-CONFLICT" : "CLUSTER-REFUSED",
    remedy: status === 409 ? "Try again; somebody changed the same object" : "See the message of the cluster",
    exit: status === 409 ? "conflict" : "failed",
  };
}

/** A 403 is either missing permission, which names verb and resource, or an admission rule, which explains itself. */
function forbidden(said: string, { user, typed }: Pick<Asked, "user" | "typed">): Wording {
  const found =
    /User "([^"]+)" cannot (\S+) resource "([^"]+)"(?: in API group "([^"]*)")?(?: in the namespace "([^"]+)")?/.exec(
      said,
    );
  if (found === null) {
    return {
      message: `The cluster forbids it: ${withoutPeriod(said)}`,
      code: "CLUSTER-FORBIDDEN",
      remedy: ruleRemedy(said) ?? "Change what the rule objects to, or ask the administrator of the cluster",
      exit: "preflight",
    };
  }
  const [, who = user, verb, resource = "", group = "", namespace] = found;
  if (who === "system:anonymous") return anonymous(verb, resource);
  const [kind, subresource] = resource.split("/");
  const what = `${group ? `${kind}.${group}` : kind}${subresource ? ` --subresource=${subresource}` : ""}`;
  const where = namespace ? ` in namespace "${namespace}"` : "";
  return {
    message: `User "${who}" may not ${verb} "${resource}"${where}`,
    code: "CLUSTER-FORBIDDEN",
    remedy: `Ask for the permission; ${typed(`kubectl auth can-i ${verb} ${what}${namespace ? ` -n ${namespace}` : ""}`)} tests it`,
    exit: "preflight",
  };
}

function anonymous(verb: string | undefined, resource: string): Wording {
  return {
    message: `The cluster got no credentials, and nobody without any may ${verb} "${resource}"`,
    code: "CLUSTER-UNAUTHENTICATED",
    remedy: "Give the context a user with credentials in the kubeconfig, or log in to the cluster again",
    exit: "unreachable",
  };
}

function withoutPeriod(text: string): string {
  return text.trim().replace(/\.$/, "");
}
