import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import handlebars from "handlebars";
import { packageRoot } from "../package-root.ts";
import { type TemplateName, template } from "./template.ts";

/** A file of a new workflow: its path relative to the workflow's folder, with `/`. */
export type TemplateFile = { path: string; content: string };

/**
 * The files of a new workflow called `name`: those that all templates share, then the template's own.
 * `.hbs` files are filled in; a path segment `_x` becomes `.x`, because npm packages lose some dot files.
 */
export async function templateFiles(name: string, chosen: TemplateName): Promise<TemplateFile[]> {
  const values = { name, ...template[chosen] };
  const folders = ["shared", chosen].map((folder) => join(packageRoot(), "templates", folder));
  const groups = await Promise.all(folders.map((folder) => filesIn(folder, values)));
  const editor = await Promise.all([
    copy("schemas/workflow.schema.json", ".tentacular/workflow.schema.json"),
    copy("engine/mod.ts", ".tentacular/tentacular.d.ts"),
  ]);
  const files = [...groups.flat(), ...editor];
  return files.sort((a, b) => rank(a.path) - rank(b.path) || (a.path < b.path ? -1 : 1));
}

/** What editors need of ours, beside the workflow, so that they need nothing installed. */
async function copy(from: string, path: string): Promise<TemplateFile> {
  return { path, content: await readFile(join(packageRoot(), from), "utf8") };
}

async function filesIn(folder: string, values: Record<string, string>): Promise<TemplateFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    paths.map(async (path) => ({
      path: targetPath(path.slice(folder.length + 1)),
      content: fill(await readFile(path, "utf8"), path, values),
    })),
  );
}

function targetPath(path: string): string {
  const dotted = path.split(sep).map((segment) => segment.replace(/^_/, "."));
  return dotted.join("/").replace(/\.hbs$/, "");
}

function fill(text: string, path: string, values: Record<string, string>): string {
  return path.endsWith(".hbs") ? handlebars.compile(text, { noEscape: true, strict: true })(values) : text;
}

/** What a newcomer should read first comes first; what only editors read comes last. */
function rank(path: string): number {
  if (path === "workflow.yaml") return 0;
  if (path.startsWith("nodes/")) return 1;
  if (path.startsWith("tests/")) return 2;
  return path === "README.md" || path.startsWith(".secrets") ? 3 : 4;
}
