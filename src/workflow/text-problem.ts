import { limits } from "./limits.ts";
import type { YamlProblem } from "./yaml-document.ts";

/** Why a text is not even looked at as YAML. */
export function textProblem(text: string): YamlProblem | undefined {
  if (text.length > limits.characters) {
    const message = `The file has ${text.length} characters; ${limits.characters} are read`;
    return { code: "FILE-TOO-LARGE", message, remedy: "Move data out of workflow.yaml, into the nodes", offset: 0 };
  }
  const nul = text.indexOf("\0");
  if (nul < 0) return undefined;
  return { code: "FILE-NUL", message: "The file holds a NUL byte", remedy: "Save it as plain UTF-8 text", offset: nul };
}
