import type { Draft } from "../workflow/draft.ts";
import type { Finding } from "../workflow/finding.ts";
import { nearest } from "../workflow/nearest.ts";
import type { CodeReference } from "../workflow/workflow.ts";

/** Secrets that nobody has to declare again, because a trigger implies them. */
const implied = { queue: "nats.token", webhook: "github.webhook_secret" };

/** What code asks for has to be declared: in the contract, or, without one, at least in `.secrets.yaml.example`. */
export function codeRules(references: readonly CodeReference[], draft: Draft, listed: readonly string[]): Finding[] {
  const first = new Map(references.map((use) => [`${use.kind} ${use.name} ${use.file}`, use] as const).reverse());
  const uses = [...first.values()];
  return [
    ...uses
      .filter(({ kind, name }) => kind === "dependency" && name !== "*")
      .flatMap((use) => dependencyRule(use, draft)),
    ...uses.filter(({ kind }) => kind === "secret").flatMap((use) => secretRule(use, draft, listed)),
    ...uses.filter(({ kind, name }) => kind === "fetch" && name !== "*").flatMap((use) => fetchRule(use, draft)),
  ];
}

function dependencyRule(use: CodeReference, { contract }: Draft): Finding[] {
  const declared = [...(contract?.dependencies.keys() ?? [])];
  if (declared.includes(use.name)) return [];
  const meant = nearest(use.name, declared);
  const message = `Dependency "${use.name}" is not declared`;
  const remedy = meant ? `Did you mean "${meant}"?` : `Add "${use.name}" under contract.dependencies`;
  return [found("DEPENDENCY-UNDECLARED", use, message, remedy)];
}

function secretRule(use: CodeReference, { contract, triggers }: Draft, listed: readonly string[]): Finding[] {
  if (use.name === "*") return contract ? [secretUnknown(use)] : [];
  const dependencies = [...(contract?.dependencies.values() ?? [])];
  const declared = [
    ...dependencies.flatMap((dependency) => (dependency?.auth ? [dependency.auth.secret] : [])),
    ...triggers.flatMap((trigger) =>
      trigger?.type === "queue" || trigger?.type === "webhook" ? [implied[trigger.type]] : [],
    ),
    ...(contract ? [] : listed),
  ];
  if (declared.some((name) => name === use.name || name.startsWith(`${use.name}.`) || use.name.startsWith(`${name}.`)))
    return [];
  const message = `Secret "${use.name}" is not declared`;
  const meant = nearest(use.name, declared);
  if (contract)
    return [
      found(
        "SECRET-UNDECLARED",
        use,
        message,
        meant ? `Did you mean "${meant}"?` : `Name it as auth.secret of a dependency`,
      ),
    ];
  const remedy = meant ? `Did you mean "${meant}"?` : 'List it in ".secrets.yaml.example", or declare it in a contract';
  return [{ ...found("SECRET-UNDECLARED", use, message, remedy), severity: "warning" }];
}

/** A runner is given the secrets that are named somewhere, and no others; without a contract it is given all. */
function secretUnknown(use: CodeReference): Finding {
  const message = "Which secret this reads is only known when it runs; a node sees those that code or contract names";
  const remedy = 'Name each in the code, e.g. "ctx.secrets.github.token", or as auth.secret of a dependency';
  return { ...found("SECRET-COMPUTED", use, message, remedy), severity: "warning" };
}

/** `ctx.fetch("github", …)` calls the dependency "github", else api.github.com, which the contract then has to know. */
function fetchRule(use: CodeReference, { contract }: Draft): Finding[] {
  if (!contract || contract.dependencies.has(use.name)) return [];
  const host = `api.${use.name}.com`;
  const known = [...contract.dependencies.values()].some(
    (dependency) => dependency === undefined || dependency.host === host || dependency.type === "dynamic-target",
  );
  if (known) return [];
  const meant = nearest(use.name, [...contract.dependencies.keys()]);
  const message = `There is no dependency "${use.name}", so this calls "${host}", which the contract does not know`;
  const remedy = meant
    ? `Did you mean "${meant}"? For "${host}", add a dependency with that host`
    : `Add a dependency with "host: ${host}"`;
  return [{ ...found("FETCH-UNDECLARED", use, message, remedy), severity: "warning" }];
}

function found(code: string, { file, line, column }: CodeReference, message: string, remedy: string): Finding {
  return { code, severity: "error", file, path: "", line, column, message, remedy };
}
