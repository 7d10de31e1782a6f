import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readSettings } from "./settings.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "tentacular-settings-"));
  vi.stubEnv("TENTACULAR_CONFIG", join(dir, "user.yaml"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
});

function write(user: string, project: string): void {
  writeFileSync(join(dir, "user.yaml"), user);
  mkdirSync(join(dir, ".tentacular"));
  writeFileSync(join(dir, ".tentacular", "config.yaml"), project);
}

test("what a project says of the module proxy goes before what the user says, key by key", async () => {
  write("image: a\nmoduleProxy: {storage: pvc, pvcSize: 5Gi}\n", "moduleProxy: {pvcSize: 9Gi}\n");
  expect(await readSettings(dir)).toEqual({ image: "a", moduleProxy: { storage: "pvc", pvcSize: "9Gi" } });
});

test("a wrong setting is refused by its file and its key", async () => {
  write("moduleProxy: {storage: tape}\n", "{}");
  await expect(readSettings(dir)).rejects.toMatchObject({
    code: "SETTINGS-INVALID",
    message: expect.stringContaining("moduleProxy.storage: "),
    place: { file: join(dir, "user.yaml") },
  });
});

test("a key that is nearly one of ours is refused, one of another program is let be", async () => {
  write("environments: {}\nimgae: a\n", "{}");
  await expect(readSettings(dir)).rejects.toMatchObject({
    code: "SETTINGS-INVALID",
    message: expect.stringContaining('imgae: there is no such key; write "image"'),
  });
  writeFileSync(join(dir, "user.yaml"), "environments: {}\nregistries: {}\nnamespace: flows\nimage: a\n");
  expect(await readSettings(dir)).toMatchObject({ image: "a" });
});

test("settings that are no YAML are refused in one sentence", async () => {
  write("image: a\n  b: c\n", "{}");
  await expect(readSettings(dir)).rejects.toMatchObject({
    message: expect.stringMatching(/cannot be read: .*at line 1, column \d+$/),
  });
});

test("what is special about the cluster's network is read, and held to addresses", async () => {
  const network = { apiServerCIDRs: ["10.0.0.0/28"], dns: { namespace: "openshift-dns", port: 5353 } };
  write(`network: ${JSON.stringify(network)}\n`, "{}");
  expect(await readSettings(dir)).toEqual({ network });
  writeFileSync(join(dir, "user.yaml"), "network: { apiServerCIDRs: [api.example.com] }\n");
  await expect(readSettings(dir)).rejects.toMatchObject({ message: expect.stringContaining("network.apiServerCIDRs") });
});

test.each(["npm", "jsr", "proxy"])("credentials in modules.%s are refused, and not repeated", async (key) => {
  write("{}", `modules: { ${key}: "https://ada:s3cret@modules.example.com" }\n`);
  const refused = await readSettings(dir).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: "SETTINGS-INVALID",
    message: expect.stringMatching(
      new RegExp(`modules\\.${key}: the URL holds a user name or password.*existingSecret`),
    ),
    place: { file: join(dir, ".tentacular", "config.yaml") },
  });
  expect(String(refused)).not.toContain("s3cret");
});

test("without any settings there are none", async () => {
  expect(await readSettings(dir)).toEqual({});
});
