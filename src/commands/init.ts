import { relative, resolve, sep } from "node:path";
import { Args, Flags } from "@oclif/core";
import { type Outcome, TentacularCommand } from "../command.ts";
import { type Scaffolded, scaffold } from "../desk/scaffold.ts";
import { type TemplateName, template } from "../desk/template.ts";

const templateNames = Object.keys(template) as TemplateName[];

/** `tntc init`: a new workflow that validates and passes its tests as created. */
export default class Init extends TentacularCommand<Scaffolded> {
  static override summary = "Create a workflow";
  static override description = `Templates:\n${templateNames
    .map((name) => `  ${name.padEnd(13)}${template[name].description}`)
    .join("\n")}`;
  static override examples = ["<%= config.bin %> init hello", "<%= config.bin %> init prices --template api-call"];
  static override args = {
    name: Args.string({ required: true, description: "The workflow's name: lower case, digits and single dashes" }),
  };
  static override flags = {
    template: Flags.option({ options: templateNames, default: "hello", description: "What to start from" })(),
    dir: Flags.string({ description: "The folder to create it in", helpValue: "PATH", defaultHelp: "./NAME" }),
  };

  protected async execute(): Promise<Outcome<Scaffolded>> {
    const { args, flags } = await this.parse(Init);
    const dir = shown(flags.dir ?? args.name);
    const result = await scaffold({ name: args.name, template: flags.template, dir });
    const summary = `Created workflow "${result.name}" in ${dir}`;
    return { summary, result, view: () => view(summary, result) };
  }
}

/** A folder as people write it: `./x/` when it is below this one. */
function shown(dir: string): string {
  const path = relative(process.cwd(), resolve(dir));
  if (path === "") return "./";
  return path.startsWith("..") ? `${resolve(dir)}${sep}` : `.${sep}${path}${sep}`;
}

function view(summary: string, { dir, files, template: chosen }: Scaffolded): string {
  const { prepare, firstRun } = template[chosen];
  return [
    summary,
    ...files.map((file) => `  ${file}`),
    "",
    "Next steps:",
    ...(dir === "./" ? [] : [`  cd ${dir}`]),
    ...(prepare === "" ? [] : [`  ${prepare}`]),
    "  tntc validate",
    "  tntc test",
    ...(firstRun === "" ? [] : [`  ${firstRun}`]),
    "  tntc dev",
  ].join("\n");
}
