import { mkdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { TentacularError } from "../errors.ts";
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

/** The length that leaves room for what Kubernetes names after a workflow, e.g. `<name>-cron-12`. */
const maxNameLength = 52;

/**
 * Writes a new workflow from a template. Never overwrites: when one of its files is there already, nothing is written.
 *
 * @throws NAME-INVALID (usage), FILES-IN-THE-WAY (failed)
 */
export async function scaffold(options: ScaffoldOptions): Promise<Scaffolded> {
  refuseBadName(options.name);
  const files = await templateFiles(options.name, options.template);
  await refuseToOverwrite(options.dir, files);
  for (const file of files) await write(options.dir, file);
  return { ...options, files: files.map((file) => file.path) };
}

function refuseBadName(name: string): void {
  const problem = !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)
    ? "is not made of lower-case letters, digits and single dashes, beginning with a letter"
    : name.length > maxNameLength
      ? `has ${name.length} characters, at most ${maxNameLength} are allowed`
      : undefined;
  if (problem === undefined) return;
  throw new TentacularError(`The name "${name}" ${problem}`, {
    code: "NAME-INVALID",
    exit: "usage",
    remedy: `Choose a name like "${suggestion(name)}"`,
  });
}

function suggestion(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "");
  return words.slice(0, maxNameLength).replace(/-+$/, "") || "my-workflow";
}

async function refuseToOverwrite(dir: string, files: TemplateFile[]): Promise<void> {
  const present = await Promise.all(files.map((file) => exists(join(dir, file.path))));
  const blocked = files.filter((_, index) => present[index]).map((file) => file.path);
  const notAFolder = await stat(dir).then(
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
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, file.content, { flag: "wx" });
}
