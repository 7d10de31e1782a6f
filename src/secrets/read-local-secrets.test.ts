import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readLocalSecrets } from "./read-local-secrets.ts";

/** A repository with one workflow in `wf/`. */
async function repository(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "secrets-"));
  onTestFinished(() => rm(root, { recursive: true }));
  await mkdir(join(root, ".git"));
  await mkdir(join(root, "wf"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return join(root, "wf");
}

test("without files there are none", async () => {
  expect(await readLocalSecrets(await repository({}))).toBeUndefined();
});

test("files of .secrets are JSON or text, and .secrets.yaml goes over them", async () => {
  const dir = await repository({
    "wf/.secrets/mail": '{"token":"from-file"}',
    "wf/.secrets/plain": "text\n",
    "wf/.secrets/.hidden": "no",
    "wf/.secrets.yaml": "mail: {token: from-yaml}\nchat: {url: https://x}\n",
  });
  expect(await readLocalSecrets(dir)).toEqual({
    services: { mail: { token: "from-yaml" }, plain: "text", chat: { url: "https://x" } },
    files: [".secrets/", ".secrets.yaml"],
    from: { mail: ".secrets.yaml", plain: ".secrets/plain", chat: ".secrets.yaml" },
  });
});

test("$shared names a file of the repository", async () => {
  const dir = await repository({ ".secrets/mail": '{"token":"t"}', "wf/.secrets.yaml": "mail: $shared.mail\n" });
  expect(await readLocalSecrets(dir)).toMatchObject({
    services: { mail: { token: "t" } },
    from: { mail: ".secrets/mail of the repository" },
  });
});

test.each(["../../etc/passwd", "a/b", ""])("$shared.%s is refused", async (name) => {
  const dir = await repository({ "wf/.secrets.yaml": `mail: "$shared.${name}"\n` });
  await expect(readLocalSecrets(dir)).rejects.toMatchObject({ code: "SECRETS-INVALID", exit: "invalid" });
});

test("an error names the file and never what is in it", async () => {
  const dir = await repository({ "wf/.secrets.yaml": "mail: {token: hunter2\n  x: [\n" });
  const error = await readLocalSecrets(dir).catch((caught: Error) => caught);
  expect(error).toMatchObject({
    code: "SECRETS-INVALID",
    place: { file: join(dir, ".secrets.yaml"), line: 1, column: 15 },
  });
  expect(JSON.stringify(error) + String(error)).not.toContain("hunter2");
});
