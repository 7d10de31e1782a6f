import { messageOf } from "./message-of.ts";
import { native } from "./native.ts";
import { OutputRefused } from "./output-refused.ts";

/**
 * What a node returned, as JSON. Undefined has none: a node need not return anything.
 * @throws {OutputRefused} for what has no JSON (a BigInt, a cycle, a function), or more than `maxBytes` of it
 */
export function outputText(node: string, output: unknown, maxBytes: number): string | undefined {
  const text = jsonOf(node, output);
  if (text === undefined && output !== undefined) throw OutputRefused.notJson(node, whatIs(output));
  if (text !== undefined && text.length > maxBytes) throw OutputRefused.tooLong(node, text.length, maxBytes);
  return text;
}

function jsonOf(node: string, output: unknown): string | undefined {
  try {
    return native.stringify(output);
  } catch (cause) {
    throw OutputRefused.notJson(node, whyNot(output, cause), cause);
  }
}

/** Of a cycle V8 says where it is, of a BigInt it does not. */
function whyNot(output: unknown, cause: unknown): string {
  const key = keyOfBigInt(output);
  if (key !== undefined) return key === "" ? "It is a BigInt" : `"${key}" is a BigInt`;
  return messageOf(cause).split("\n")[0] ?? "";
}

function keyOfBigInt(output: unknown): string | undefined {
  let found: string | undefined;
  const note = (key: string, value: unknown) => {
    if (typeof value !== "bigint") return value;
    found ??= key;
    return null;
  };
  try {
    native.stringify(output, note);
  } catch {
    // Something else is wrong as well.
  }
  return found;
}

function whatIs(output: unknown): string {
  return typeof output === "object" ? "Its toJSON returns nothing" : `It is a ${typeof output}`;
}
