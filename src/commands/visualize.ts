import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { Args, Flags } from "@oclif/core";
import { readWorkflow } from "../bundle/read-workflow.ts";
import { type Outcome, TentacularCommand } from "../command.ts";
import { TentacularError } from "../errors.ts";
import { type DrawingFormat, drawingFormats, drawingOf } from "../plan/drawing/drawing-of.ts";

/** The result of `tntc visualize`. */
export type Visualized = { workflow: string; format: DrawingFormat; drawing: string; file?: string };

/** `tntc visualize`: the graph of a workflow, for a terminal, a page or a README. */
export default class Visualize extends TentacularCommand<Visualized> {
  static override summary = "Draw a workflow";
  static override description = "Draws triggers, nodes in their stages, and what the contract lets them use.";
  static override examples = [
    "<%= config.bin %> visualize",
    "<%= config.bin %> visualize --format text",
    "<%= config.bin %> visualize examples/hello --write hello.svg",
  ];
  static override args = { dir: Args.string({ default: ".", description: "The workflow's folder" }) };
  static override flags = {
    format: Flags.option({
      options: drawingFormats,
      description: "How to draw",
      defaultHelp: async () => "what the written file ends with: .svg, .mmd, .md or .txt; else mermaid",
    })(),
    write: Flags.string({ helpValue: "FILE", description: "Write the drawing there" }),
  };

  protected async execute(): Promise<Outcome<Visualized>> {
    const { args, flags } = await this.parse(Visualize);
    const format = flags.format ?? formatFor(flags.write);
    const workflow = await readWorkflow(args.dir);
    const drawing = drawingOf(workflow, format);
    const result = { workflow: workflow.spec.name, format, drawing };
    if (flags.write === undefined) return { summary: `Drew ${workflow.spec.name}`, result, view: () => drawing };
    await write(flags.write, flags.write.endsWith(".md") ? fenced(drawing, format) : drawing);
    return { summary: `Wrote ${flags.write}`, result: { ...result, file: flags.write } };
  }
}

const formats: Record<string, DrawingFormat> = { ".svg": "svg", ".txt": "text", ".md": "mermaid", ".mmd": "mermaid" };

/** Whoever writes a picture of another kind means a program that we are not. */
function formatFor(file: string | undefined): DrawingFormat {
  const known = file === undefined ? "mermaid" : formats[extname(file).toLowerCase()];
  if (known) return known;
  throw new TentacularError(`The name "${file}" does not say how to draw`, {
    code: "FORMAT-UNKNOWN",
    exit: "usage",
    remedy: `End it with one of: ${Object.keys(formats).join(", ")}; or say it with --format`,
  });
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw new TentacularError(`File "${file}" cannot be written`, {
      code: "FILE-UNWRITABLE",
      exit: "usage",
      remedy: "Name a file in a folder that is there and may be written to",
      cause,
    });
  }
}

/** In a page, Mermaid draws itself; text keeps its columns. */
function fenced(drawing: string, format: DrawingFormat): string {
  return `\`\`\`${format}\n${drawing}\`\`\`\n`;
}
