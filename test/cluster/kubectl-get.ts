import { parseArgs } from "node:util";
import { z } from "zod";
import type { Kube } from "../../src/cluster/api/kube.ts";
import { type Paths, pathsIn } from "../../src/cluster/api/paths.ts";

const options = {
  namespace: { type: "string", short: "n", default: "default" },
  selector: { type: "string", short: "l" },
  output: { type: "string", short: "o" },
  raw: { type: "string" },
} as const;

type Asked = { kinds: (keyof Paths)[]; name: string | undefined; labels: string | undefined; paths: Paths };

const named = z.looseObject({ metadata: z.looseObject({ name: z.string() }) });
const single = named.extend({ apiVersion: z.string(), kind: z.string() });
const list = z.object({ apiVersion: z.string(), kind: z.string(), items: z.array(named) });
type Single = z.infer<typeof single>;

/**
 * What `kubectl get --show-managed-fields` prints as names, as JSON or raw, without a program to start. Of what is not that plain, or is
 * refused, it says nothing: that is the program's.
 */
export async function kubectlGet(kube: Kube, args: readonly string[]): Promise<string | undefined> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false });
  const [verb, what = "", name, ...more] = positionals;
  if (verb !== "get" || more.length > 0 || Object.keys(values).some((key) => !(key in options))) return undefined;
  if (typeof values.raw === "string") return await bodyOf(kube, values.raw);
  const asked = askedFor(what, name, { namespace: text(values.namespace), labels: text(values.selector) });
  if (!asked || !["name", "json"].includes(text(values.output) ?? "")) return undefined;
  const found = await Promise.all(asked.kinds.map((kind) => read(kube, asked, kind)));
  if (found.includes(undefined)) return undefined;
  const objects = found.flatMap((each) => each ?? []);
  if (values.output === "name") return objects.map(nameOf).join("");
  const printed = asked.name === undefined ? { apiVersion: "v1", items: objects, kind: "List" } : objects[0];
  return `${JSON.stringify(printed, undefined, 4)}\n`;
}

function text(value: string | boolean | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function askedFor(
  what: string,
  name: string | undefined,
  { namespace, labels }: { namespace: string | undefined; labels: string | undefined },
): Asked | undefined {
  const [words = "", inline, ...more] = what.split("/");
  const paths = pathsIn(namespace);
  const known = words
    .split(",")
    .map((word) => Object.keys(paths).find((plural) => [word, `${word}s`].includes(plural)));
  const kinds = known.filter((kind): kind is keyof Paths => kind !== undefined && kind in paths);
  const several = inline !== undefined && name !== undefined;
  if (kinds.length < known.length || more.length > 0 || several || (kinds.length > 1 && (inline ?? name)))
    return undefined;
  return { kinds, name: inline ?? name, labels, paths };
}

async function read(kube: Kube, { name, labels, paths }: Asked, kind: keyof Paths): Promise<Single[] | undefined> {
  const path = name === undefined ? paths[kind].many() : paths[kind].one(name);
  const body = await bodyOf(kube, path, labels);
  if (body === undefined) return undefined;
  if (name !== undefined) return [single.parse(JSON.parse(body))];
  const { apiVersion, kind: ofList, items } = list.parse(JSON.parse(body));
  return items.map((item) => ({ apiVersion, kind: ofList.replace(/List$/, ""), ...item }));
}

function nameOf({ apiVersion, kind, metadata }: Single): string {
  const [group, version] = apiVersion.split("/");
  return `${kind.toLowerCase()}${version ? `.${group}` : ""}/${metadata.name}\n`;
}

async function bodyOf(kube: Kube, path: string, labels?: string): Promise<string | undefined> {
  const answer = await kube.send({ path, query: { labelSelector: labels }, timeoutMs: 0 }).catch(() => undefined);
  return answer && answer.status < 400 ? answer.body : undefined;
}
