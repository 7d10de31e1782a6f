import type { Draft } from "../draft.ts";
import { pathText } from "../path-text.ts";
import type { Problem } from "../problem.ts";
import { formats } from "../schema/formats.ts";

/** A Helm release name has at most 53 characters, the name of a CronJob 52. */
const releaseLength = 53;
const cronJobLength = 52;

/** Names that stand as keys, and names that become objects of the cluster. */
export function nameRules(draft: Draft): Problem[] {
  return [
    ...[...draft.nodes.keys()].flatMap((name) => badKey(["nodes", name], "node")),
    ...[...(draft.contract?.dependencies.keys() ?? [])].flatMap((name) =>
      badKey(["contract", "dependencies", name], "dependency"),
    ),
    ...(draft.nodes.size === 0 ? [noNodes] : []),
    ...tooLong(draft),
  ];
}

function badKey(path: PropertyKey[], kind: string): Problem[] {
  const name = String(path.at(-1));
  const { pattern, code, remedy } = formats.name;
  if (name.length > 63)
    return [
      {
        code: "NAME-TOO-LONG",
        path,
        on: "key",
        message: `A ${kind} has a name of ${name.length} characters; 63 fit`,
        remedy: "Use a shorter name",
      },
    ];
  return pattern.test(name)
    ? []
    : [{ code, path, on: "key", message: `"${name}" is not a name for a ${kind}`, remedy }];
}

function tooLong({ name, triggers }: Draft): Problem[] {
  if (name === undefined) return [];
  const crons = triggers.filter((trigger) => trigger?.type === "cron").length;
  const suffix = crons === 0 ? "" : crons === 1 ? "-cron" : `-cron-${crons - 1}`;
  const most = Math.min(releaseLength, suffix === "" ? releaseLength : cronJobLength - suffix.length);
  if (name.length <= most) return [];
  const reason = suffix === "" ? "it names the Helm release" : `"<name>${suffix}" names a CronJob`;
  const message = `"${pathText(["name"])}" has ${name.length} characters; ${most} fit, because ${reason}`;
  return [{ code: "NAME-TOO-LONG", path: ["name"], message, remedy: `Use at most ${most} characters` }];
}

const noNodes: Problem = {
  code: "NODES-EMPTY",
  path: ["nodes"],
  message: "There is no node",
  remedy: 'Add at least one, e.g. "hello: {path: ./nodes/hello.ts}"',
};
