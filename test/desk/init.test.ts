import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { expectGolden } from "../cli/golden.ts";
import { run, tntc } from "../cli/tntc.ts";
import { workspace } from "./workspace.ts";

const templates = ["hello", "fan-out", "cron-report", "api-call"];

describe.each(templates)("the template %s", (template) => {
  test("is sound and passes its tests as created, without network", async () => {
    using space = workspace();
    const made = await tntc(["init", "fresh", "--template", template], { cwd: space.dir });
    expect(made.exitCode, made.stderr).toBe(0);
    expectGolden(`desk/init-${template}`, made.stdout);

    const cwd = join(space.dir, "fresh");
    const validated = await tntc(["validate"], { cwd });
    expect(validated, validated.stdout).toMatchObject({ exitCode: 0 });
    expect(validated.stdout + validated.stderr).not.toContain("warning");
    for (const flags of [[], ["--pipeline"]]) {
      const tested = await tntc(["test", ...flags], { cwd });
      expect(tested.exitCode, tested.stdout + tested.stderr).toBe(0);
      expect(tested.stdout).not.toContain("no fixtures");
    }
  });

  test("is clean TypeScript to an editor", async () => {
    using space = workspace();
    await tntc(["init", "fresh", "--template", template], { cwd: space.dir });
    const checked = await run([join(packageRoot(), "node_modules/.bin/tsc"), "-p", join(space.dir, "fresh")]);
    expect(checked.stdout).toBe("");
    expect(checked.exitCode).toBe(0);
  });

  test("names a schema that is there", async () => {
    using space = workspace();
    await tntc(["init", "fresh", "--template", template], { cwd: space.dir });
    const [first = ""] = readFileSync(join(space.dir, "fresh/workflow.yaml"), "utf8").split("\n");
    const schema = /^# yaml-language-server: \$schema=(\S+)$/.exec(first)?.[1] ?? "none";
    expect(JSON.parse(readFileSync(join(space.dir, "fresh", schema), "utf8"))).toHaveProperty("properties.nodes");
  });
});

test("a name becomes the folder, unless --dir says another", async () => {
  using space = workspace();
  const made = await tntc(["init", "prices", "--dir", "deep/er"], { cwd: space.dir });
  expect(made.stdout).toContain('Created workflow "prices" in ./deep/er/');
  expect(readFileSync(join(space.dir, "deep/er/workflow.yaml"), "utf8")).toContain("name: prices\n");
});

test("the answer for programs lists the files", async () => {
  using space = workspace();
  const { stdout, exitCode } = await tntc(["init", "hello", "-o", "json"], { cwd: space.dir });
  expect(exitCode).toBe(0);
  expectGolden("desk/init-json", stdout);
});

test("what is in the way is named, and nothing is written", async () => {
  using space = workspace();
  space.write({ "hello/workflow.yaml": "mine", "hello/nodes/greet.ts": "mine" });
  const { exitCode, stdout, stderr } = await tntc(["init", "hello"], { cwd: space.dir });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expectGolden("desk/init-in-the-way", stderr);
  expect(readFileSync(join(space.dir, "hello/workflow.yaml"), "utf8")).toBe("mine");
  expect(existsSync(join(space.dir, "hello/README.md"))).toBe(false);

  const json = await tntc(["init", "hello", "-o", "json"], { cwd: space.dir });
  expectGolden("desk/init-in-the-way-json", json.stdout);
});

test("a folder that holds other files is no hindrance", async () => {
  using space = workspace();
  space.write({ "hello/notes.txt": "mine" });
  expect(await tntc(["init", "hello"], { cwd: space.dir })).toMatchObject({ exitCode: 0 });
});

test("a file in the place of the folder is", async () => {
  using space = workspace();
  space.write({ hello: "mine" });
  const { exitCode, stderr } = await tntc(["init", "hello"], { cwd: space.dir });
  expect(exitCode).toBe(1);
  expect(stderr).toContain("it is a file");
});

test("a folder that cannot be made is told", async () => {
  using space = workspace();
  space.write({ taken: "mine" });
  const { exitCode, stderr } = await tntc(["init", "hello", "--dir", "taken/hello"], { cwd: space.dir });
  expect(exitCode).toBe(1);
  expect(stderr).toContain("FOLDER-UNWRITABLE");
});

test("also where the system denies that there is such a folder, and soon", async () => {
  using space = workspace();
  const options = { cwd: space.dir, timeout: 20_000 };
  const { exitCode, stderr } = await tntc(["init", "hello", "--dir", "/proc/nope/hello"], options);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("FOLDER-UNWRITABLE");
});

test.each([
  ["Hello World", "hello-world"],
  ["helloWorld", "hello-world"],
  ["9lives", "lives"],
  ["a--b", "a-b"],
  ["../up", "up"],
  ["x".repeat(60), "x".repeat(40)],
  ["-", "my-workflow"],
])("the bad name %j is refused, and %j suggested", async (name, better) => {
  using space = workspace();
  const { exitCode, stderr } = await tntc(["init", "--", name], { cwd: space.dir });
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`Choose a name like "${better}"`);
});

test("an unknown template is refused with those that there are", async () => {
  using space = workspace();
  const { exitCode, stderr } = await tntc(["init", "hello", "--template", "helo"], { cwd: space.dir });
  expect(exitCode).toBe(2);
  for (const template of templates) expect(stderr).toContain(template);
});
