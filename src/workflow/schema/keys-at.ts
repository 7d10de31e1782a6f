import { z } from "zod";
import { workflow } from "./workflow.ts";

/** The keys that a workflow knows at a path, e.g. those of a trigger at `["triggers", 0]`. */
export function keysAt(path: readonly PropertyKey[]): string[] {
  let at: z.core.$ZodType | undefined = workflow;
  for (const part of path) at = at && inside(bare(at), part);
  const schema = at && bare(at);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function inside(schema: z.core.$ZodType, part: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[String(part)];
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return schema instanceof z.ZodArray ? schema.element : undefined;
}

/** Without what only says "may be left out" or "is changed afterwards". */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return bare(schema.unwrap());
  if (schema instanceof z.ZodExactOptional) return bare(schema.unwrap());
  if (!(schema instanceof z.ZodPipe)) return schema;
  return bare(schema.in instanceof z.ZodTransform ? schema.out : schema.in);
}
