import { mermaid } from "./mermaid.ts";
import { type Drawable, pictureOf } from "./picture.ts";
import { svg } from "./svg.ts";
import { textDrawing } from "./text-drawing.ts";

export const drawingFormats = ["mermaid", "text", "svg"] as const;

/** What a workflow can be drawn with. */
export type DrawingFormat = (typeof drawingFormats)[number];

const draw = { mermaid, text: textDrawing, svg };

/**
 * A workflow's graph as text of one format. The same workflow always gives the same text.
 *
 * @example
 * drawingOf(await readWorkflow("."), "mermaid"); // "graph TD\n    …"
 */
export function drawingOf(workflow: Drawable, format: DrawingFormat): string {
  return draw[format](pictureOf(workflow));
}
