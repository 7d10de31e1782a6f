import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { TentacularError } from "../../errors.ts";

const text = z.string().nullish();
const clusterEntry = z.looseObject({
  server: text,
  "certificate-authority": text,
  "certificate-authority-data": text,
  "insecure-skip-tls-verify": z.boolean().nullish(),
  "tls-server-name": text,
  "proxy-url": text,
});
const userEntry = z.looseObject({
  "client-certificate": text,
  "client-certificate-data": text,
  "client-key": text,
  "client-key-data": text,
  token: text,
  tokenFile: text,
  username: text,
  password: text,
  as: text,
  "as-groups": z.array(z.string()).nullish(),
});
const contextEntry = z.looseObject({ cluster: text, user: text, namespace: text });
const file = z.looseObject({
  "current-context": text,
  clusters: z.array(z.object({ name: z.string(), cluster: clusterEntry.nullish() })).nullish(),
  users: z.array(z.object({ name: z.string(), user: userEntry.nullish() })).nullish(),
  contexts: z.array(z.object({ name: z.string(), context: contextEntry.nullish() })).nullish(),
});

/** A cluster of a kubeconfig, in the file's own words. */
export type ClusterEntry = z.infer<typeof clusterEntry>;
/** A user of a kubeconfig, in the file's own words. */
export type UserEntry = z.infer<typeof userEntry>;
type ContextEntry = z.infer<typeof contextEntry>;

/** All kubeconfig files as one; paths in it are absolute. */
export type Kubeconfig = {
  /** Where it was read from, for messages. */
  files: string[];
  currentContext: string | undefined;
  clusters: Map<string, ClusterEntry>;
  users: Map<string, UserEntry>;
  contexts: Map<string, ContextEntry>;
};

/**
 * Reads and merges kubeconfig files as kubectl and Helm do: of several entries with one name the first file's wins,
 * missing files of `KUBECONFIG` are passed over, a file named by hand must exist.
 */
export async function readKubeconfig(named: string | undefined, env: NodeJS.ProcessEnv): Promise<Kubeconfig> {
  const files = named ? [resolve(named)] : filesOf(env);
  const merged: Kubeconfig = {
    files,
    currentContext: undefined,
    clusters: new Map(),
    users: new Map(),
    contexts: new Map(),
  };
  for (const path of files) {
    const source = await readOne(path, named !== undefined);
    if (source !== undefined) merge(merged, source, path);
  }
  return merged;
}

function filesOf(env: NodeJS.ProcessEnv): string[] {
  const listed = (env["KUBECONFIG"] ?? "").split(delimiter).filter((path) => path !== "");
  return listed.length > 0 ? listed.map((path) => resolve(path)) : [join(homedir(), ".kube", "config")];
}

async function readOne(path: string, required: boolean): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if (!required && cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw new TentacularError(`The kubeconfig "${path}" cannot be read`, {
      code: "KUBECONFIG-UNREADABLE",
      remedy: "Name an existing file with --kubeconfig or KUBECONFIG",
      exit: "unreachable",
      cause,
    });
  }
}

function merge(into: Kubeconfig, source: string, path: string): void {
  const found = parseFile(source, path);
  into.currentContext ||= found["current-context"] ?? undefined;
  for (const { name, cluster } of found.clusters ?? []) {
    if (!into.clusters.has(name)) into.clusters.set(name, absolute(cluster ?? {}, clusterPaths, path));
  }
  for (const { name, user } of found.users ?? []) {
    if (!into.users.has(name)) into.users.set(name, absolute(user ?? {}, userPaths, path));
  }
  for (const { name, context } of found.contexts ?? []) {
    if (!into.contexts.has(name)) into.contexts.set(name, context ?? {});
  }
}

function parseFile(source: string, path: string): z.infer<typeof file> {
  try {
    return file.parse(parse(source) ?? {});
  } catch (cause) {
    throw new TentacularError(`The kubeconfig "${path}" is not a valid kubeconfig`, {
      code: "KUBECONFIG-INVALID",
      remedy: `Mend the file; kubectl config view --kubeconfig ${path} shows what is wrong`,
      exit: "unreachable",
      place: { file: path },
      cause,
    });
  }
}

const clusterPaths = ["certificate-authority"] as const;
const userPaths = ["client-certificate", "client-key", "tokenFile"] as const;

function absolute<Entry extends Record<string, unknown>>(entry: Entry, keys: readonly string[], path: string): Entry {
  const paths = keys.flatMap((key) => {
    const value = entry[key];
    return typeof value === "string" && value !== "" ? [[key, resolve(dirname(path), value)]] : [];
  });
  return { ...entry, ...Object.fromEntries(paths) };
}
