import { chmod, mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { helmFound } from "./helm-found.ts";

const { signal } = new AbortController();

test("the Helm that is shown is the one that would be used: a wrong HELM_BIN is none, not the next best", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "helm-found-"));
  const path = join(folder.path, "helm");
  await writeFile(path, "#!/bin/sh\necho v4.2.3\n");
  await chmod(path, 0o755);
  expect(await helmFound(signal, { PATH: folder.path })).toEqual({ version: "4.2.3", path });
  expect(await helmFound(signal, { PATH: folder.path, HELM_BIN: "/nowhere/helm" })).toBeNull();
});
