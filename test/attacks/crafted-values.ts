import { digestOf } from "../../src/bundle/digest.ts";
import type { Ground } from "../deploy/ground.ts";

type InlineFile = { path: string; key: string; text?: string; base64?: string };
type Values = { code: { digest: string; files: InlineFile[] } };

/** The values of a release with one file exchanged and its digest made right: what tntc never makes. */
export async function craftedValues(
  at: Ground,
  helm: (...args: string[]) => Promise<string>,
  file: { path: string; text: string },
): Promise<string> {
  const values: Values = JSON.parse(await helm("get", "values", "spy", "-o", "json"));
  const files = values.code.files.map((each) => (each.path === file.path ? { ...each, text: file.text } : each));
  const bytesOf = ({ text, base64 }: InlineFile) =>
    text === undefined ? Buffer.from(base64 ?? "", "base64") : Buffer.from(text);
  const digest = await digestOf(files.map((each) => ({ path: each.path, bytes: bytesOf(each) })));
  await at.write({ "crafted.json": JSON.stringify({ ...values, code: { digest, files } }) });
  return `${at.dir}/crafted.json`;
}
