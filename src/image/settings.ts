import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { parse, parseDocument } from "yaml";
import { z } from "zod";
import { TentacularError } from "../errors.ts";
import { nearest } from "../workflow/nearest.ts";
import { formats } from "../workflow/schema/formats.ts";
import { moduleProxySettings } from "./module-proxy-settings.ts";
import { networkSettings } from "./network-settings.ts";

/** It becomes part of releases, arguments and plans, which many may read. */
const moduleUrl = z.url().refine((text) => !hasUserInfo(text), {
  error:
    "the URL holds a user name or password, which everybody who reads plans and releases would see; write it without them, and put the credentials of a mirror into a Secret (modules.npmrcSecret), those of the module proxy into its own (moduleProxy.existingSecret of the system chart)",
});

const settings = z.looseObject({
  /** The engine image that deploy uses. */
  image: z.string().optional(),
  /** Where `tntc build` tags and pushes to, e.g. `ghcr.io/acme`. */
  registry: z.string().optional(),
  /** The registry has no TLS. */
  plain_http: z.boolean().optional(),
  /** RuntimeClass of pods, e.g. `gvisor`. */
  runtime_class: z.string().optional(),
  /** Where other versions of the workflow chart are: `oci://…/tentacular-workflow`, or a folder of its tarballs. */
  chart: z.string().optional(),
  /** The version of the workflow chart that deploys use. @default the one that came with the program */
  chart_version: z.string().optional(),
  /** Names of the Secrets with which nodes log in to the image's registry. */
  pull_secrets: z.array(z.string()).optional(),
  /** Namespace of the system chart. @default "tentacular-system" */
  system_namespace: z.string().regex(formats.namespace.pattern).optional(),
  moduleProxy: moduleProxySettings.optional(),
  network: networkSettings.optional(),
  /** Where modules come from: registry mirrors as pods reach them (mode `mirror`), or a module proxy of one's own. */
  modules: z
    .strictObject({
      npm: moduleUrl.optional(),
      jsr: moduleUrl.optional(),
      proxy: moduleUrl.optional(),
      /** Secret in the workflow's namespace whose key `.npmrc` holds the credentials of the npm mirror. */
      npmrcSecret: z
        .string()
        .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, "Write the name of a Secret, e.g. npm-credentials")
        .optional(),
    })
    .optional(),
});

/** What a user, or a project, has settled once for all deploys. */
export type Settings = z.infer<typeof settings>;

/** The user's own file. `TENTACULAR_CONFIG` names another, e.g. for a demo that must leave no trace. */
export function userSettingsFile(env: NodeJS.ProcessEnv = process.env): string {
  return env["TENTACULAR_CONFIG"] || join(homedir(), ".tentacular", "config.yaml");
}

/**
 * The user's settings, overlaid by the project's `.tentacular/config.yaml`, `moduleProxy` key by key.
 *
 * @throws {TentacularError} `SETTINGS-INVALID` (usage)
 */
export async function readSettings(dir: string): Promise<Settings> {
  const [user, project] = await Promise.all([
    readOne(userSettingsFile()),
    readOne(join(dir, ".tentacular", "config.yaml")),
  ]);
  const moduleProxy = { ...user.moduleProxy, ...project.moduleProxy };
  const asked = Object.keys(moduleProxy).length > 0;
  return { ...user, ...project, ...(asked ? { moduleProxy } : {}) };
}

/** Remembers the image, and how to reach it, for later deploys; all else in the user's file stays, comments included. */
export async function rememberImage(image: string, { plainHttp }: { plainHttp: boolean }): Promise<string> {
  const file = userSettingsFile();
  const document = parseDocument((await textOf(file)) ?? "");
  document.set("image", image);
  if (plainHttp) document.set("plain_http", true);
  else document.delete("plain_http");
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, document.toString());
  await rename(`${file}.new`, file);
  return file;
}

async function readOne(file: string): Promise<Settings> {
  const text = await textOf(file);
  try {
    return settings.superRefine(refuseMistyped).parse(parse(text ?? "") ?? {});
  } catch (cause) {
    throw new TentacularError(`The settings in "${file}" cannot be read: ${reason(cause)}`, {
      code: "SETTINGS-INVALID",
      exit: "usage",
      place: { file },
      remedy: "Mend the file; docs/operating.md lists the keys and what they take",
      cause,
    });
  }
}

/** Keys of other programs may stand in the file; one that is nearly ours is a slip. */
function refuseMistyped(written: object, context: z.RefinementCtx): void {
  const known = Object.keys(settings.shape);
  for (const key of Object.keys(written).filter((name) => !known.includes(name))) {
    const meant = nearest(key, known);
    if (meant && Math.abs(meant.length - key.length) < 2)
      context.addIssue({ code: "custom", path: [key], message: `there is no such key; write "${meant}"` });
  }
}

function hasUserInfo(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.username !== "" || url.password !== "");
}

function reason(cause: unknown): string {
  const [first] = cause instanceof z.ZodError ? cause.issues : [];
  if (first) return `${first.path.join(".") || "the whole"}: ${first.message}`;
  return cause instanceof Error ? (cause.message.split("\n")[0] ?? "").replace(/:$/, "") : String(cause);
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
