import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runDeno } from "../module-proxy/run-deno.ts";
import { startJsr } from "./start-jsr.ts";

test("Deno loads a package and an entry of it from this registry, and locks what it got", async () => {
  await using jsr = await startJsr();
  await using home = await mkdtempDisposable(join(tmpdir(), "tntc-jsr-"));
  await writeFile(
    join(home.path, "main.ts"),
    `import { version } from "jsr:@tentacular/greeting@^1.0.0";
import { greetFormally } from "jsr:@tentacular/greeting@^1.0.0/formal";
console.log(greetFormally("reader"), version);`,
  );
  const args = ["run", "--no-config", `--allow-import=${new URL(jsr.url).host}`, "--lock=deno.lock", "main.ts"];
  const first = await runDeno(home.path, args, { JSR_URL: jsr.url });
  expect(first).toMatchObject({ exitCode: 0, stdout: "Hello, dear reader 1.1.0\n" });
  const frozen = await runDeno(home.path, ["run", "--frozen", ...args.slice(1)], { JSR_URL: jsr.url });
  expect(frozen).toMatchObject({ exitCode: 0, stdout: "Hello, dear reader 1.1.0\n" });
  expect(jsr.asked.slice(0, 2)).toEqual(["/@tentacular/greeting/meta.json", "/@tentacular/greeting/1.1.0_meta.json"]);
});

test("what does not exist is not found", async () => {
  await using jsr = await startJsr();
  const paths = [
    "@tentacular/nothing/meta.json",
    "@tentacular/greeting/9.9.9_meta.json",
    "@tentacular/greeting/1.0.0/no.ts",
  ];
  const answers = await Promise.all(paths.map((path) => fetch(jsr.url + path)));
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
});
