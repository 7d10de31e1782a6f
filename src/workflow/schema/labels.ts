import { z } from "zod";
import { formats } from "./formats.ts";
import { text } from "./text.ts";

/** Labels that pods must have, all of them. Their keys are looked at by a rule. */
export const labels = z.record(z.string(), text(formats.label));
