import { stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { TentacularError } from "../errors.ts";
import { parseWorkflow } from "../workflow/parse-workflow.ts";
import { makeFolder } from "./make-folder.ts";
import type { TemplateName } from "./template.ts";
import { type TemplateFile, templateFiles } from "./template-files.ts";

/** What to create. */
export type ScaffoldOptions = {
  /** The workflow's name: lower case, digits and single dashes. */
  name: string;
  template: TemplateName;
  /** The new workflow's folder; created when it is not there. */
  dir: string;
};

/** What was created; `files` are relative to `dir`. */
export type Scaffolded = { name: string; template: TemplateName; dir: string; files: string[] };

/**
 * Writes a new workflow from a template. Never overwrites: when one of its files is there already, nothing is written.
 *
 * @throws NAME-INVALID (usage); FILES-IN-THE-WAY, FOLDER-UNWRITABLE (failed)
 */
export async function scaffold(options: ScaffoldOptions): Promise<Scaffolded> {
  refuseOddName(options.name);
  const files = await templateFiles(options.name, options.template);
  refuseLongName(options.name, files);
  await refuseToOverwrite(options.dir, files);
  for (const file of files) await write(options.dir, file);
  return { ...options, files: files.map((file) => file.path) };
}

function refuseOddName(name: string): void {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return;
  const rule = "is not made of lower-case letters, digits and single dashes, beginning with a letter";
  throw badName(`The name "${name}" ${rule}`, name);
}

/** How long is too long depends on what Kubernetes names after the workflow, so the workflow itself is asked. */
function refuseLongName(name: string, files: TemplateFile[]): void {
  const text = files.find((file) => file.path === "workflow.yaml")?.content ?? "";
  const complaint = parseWorkflow(text).findings.find((finding) => finding.severity === "error");
  if (complaint !== undefined) throw badName(complaint.message, name);
}

function badName(message: string, name: string): TentacularError {
  const remedy = `Choose a name like "${suggestion(name)}"`;
  return new TentacularError(message, { code: "NAME-INVALID", exit: "usage", remedy });
}

/** Short enough for every trigger. */
const shortLength = 40;

function suggestion(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "");
  return words.slice(0, shortLength).replace(/-+$/, "") || "my-workflow";
}

async function refuseToOverwrite(dir: string, files: TemplateFile[]): Promise<void> {
  const present = await Promise.all(files.map((file) => exists(join(dir, file.path))));
  const blocked = files.filter((_, index) => present[index]).map((file) => file.path);
  const notAFolder = await stat(resolve(dir)).then(
    (found) => !found.isDirectory(),
    () => false,
  );
  if (blocked.length === 0 && !notAFolder) return;
  const what = notAFolder ? "it is a file" : `in the way: ${blocked.join(", ")}`;
  throw new TentacularError(`Cannot create the workflow in "${dir}", ${what}`, {
    code: "FILES-IN-THE-WAY",
    remedy: 'Choose another name, or another folder with "--dir"; nothing was written',
    place: { file: notAFolder ? dir : join(dir, blocked[0] ?? "") },
    result: { files: blocked },
  });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function write(dir: string, file: TemplateFile): Promise<void> {
  const path = join(dir, file.path);
  try {
    await makeFolder(dirname(path));
    await writeFile(path, file.content, { flag: "wx" });
  } catch (cause) {
    throw new TentacularError(`Cannot write "${path}"`, {
      code: "FOLDER-UNWRITABLE",
      remedy: `Choose another folder with "--dir": ${cause instanceof Error ? cause.message : String(cause)}`,
      place: { file: path },
      cause,
    });
  }
}
