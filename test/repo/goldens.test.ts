import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";

/** Where it stands what a command says: success in text and in JSON, failure in text and in JSON. */
type Goldens = [successText: string, successJson: string, failureText: string, failureJson: string];

/** Names are those of test/cli/golden; a path from the root where the text lies elsewhere. */
const goldens: Record<string, Goldens> = {
  build: ["build/local", "build/pushed-json", "build/no-builder", "build/no-builder-json"],
  "cluster check": ["clusters/healthy", "clusters/healthy-json", ...failed("clusters/no-permission")],
  "cluster install": ["cluster/install", "cluster/install-json", ...failed("failures/cluster-install")],
  "cluster profile": ["clusters/healthy", "clusters/healthy-json", ...failed("failures/cluster-profile")],
  "cluster uninstall": ["cluster/uninstall", "cluster/uninstall-json", ...failed("failures/cluster-uninstall")],
  // As text it is the script itself.
  completion: ["/completion/tntc.zsh", "completion-json", ...failed("failures/completion-tcsh")],
  contract: ["contract/hello", "contract/json", ...failed("failures/contract-invalid")],
  "contract lock": [
    "cluster/contract-lock",
    "cluster/contract-lock-json",
    ...failed("failures/contract-lock-packages"),
  ],
  "contract status": ["clusters/healthy", "clusters/healthy-json", ...failed("failures/contract-status-packages")],
  deploy: ["deploy/first", "cluster/deploy-json", ...failed("cluster/deploy-failed")],
  dev: ["desk/dev", "desk/dev-json", ...failed("desk/dev-port-taken")],
  init: ["desk/init-hello", "desk/init-json", ...failed("desk/init-in-the-way")],
  list: ["cluster/list", "cluster/list-json", ...failed("failures/list")],
  logs: ["cluster/logs", "cluster/logs-json", ...failed("cluster/logs-unknown")],
  plan: ["plan-hello", "plan-json", ...failed("plan-invalid")],
  rollback: ["cluster/rollback", "cluster/rollback-version-json", ...failed("cluster/rollback-unknown")],
  run: ["cluster/run", "cluster/run-json", ...failed("cluster/run-failed")],
  status: ["cluster/status", "cluster/status-json", ...failed("cluster/status-unknown")],
  test: ["desk/test-success", "desk/test-success-json", ...failed("desk/test-failure")],
  undeploy: ["cluster/undeploy", "cluster/undeploy-keep-secrets-json", ...failed("cluster/undeploy-unknown")],
  validate: [
    "validate-hello",
    "validate-json",
    "/test/fixtures/bad/code-syntax/expected.txt",
    "/test/fixtures/bad/code-syntax/expected.json",
  ],
  version: ["frame/version", "frame/version-json", "frame/unexpected-argument", "frame/unknown-flag-json"],
  versions: ["cluster/versions", "cluster/versions-json", ...failed("cluster/versions-unknown")],
  visualize: ["visualize-hello-text", "visualize-json", ...failed("failures/visualize-invalid")],
};

function failed(name: string): [text: string, json: string] {
  return [name, `${name}-json`];
}

test("the table names every command, and no other", () => {
  const snapshot: { command: string }[] = JSON.parse(readFileSync(`${packageRoot()}/command-snapshot.json`, "utf8"));
  expect(Object.keys(goldens)).toEqual(snapshot.map(({ command }) => command));
});

test.each(Object.entries(goldens))("tntc %s has goldens of success and failure, in text and JSON", (command, names) => {
  const [success = "", successJson = "", failure = "", failureJson = ""] = names.map((name) => saidBy(command, name));
  expect(successJson).toMatch(envelope(command, "pass"));
  expect(failureJson).toMatch(envelope(command, "fail"));
  expect(success).toMatch(/\S/);
  expect(success).not.toMatch(/^Error: |"command":/m);
  expect(failure).toMatch(/^Error: .+ \([A-Z-]+\)$|✗/m);
  expect(failure).not.toContain('"command":');
  // Some hold one stream alone; what holds the exit code too has to agree.
  for (const text of [success, successJson]) expect(exitOf(text) ?? "0").toBe("0");
  for (const text of [failure, failureJson]) expect(exitOf(text)).not.toBe("0");
});

/** The golden, or that part of it which is about the command, where it holds several. */
function saidBy(command: string, name: string): string {
  const path = name.startsWith("/") ? name : `/test/cli/golden/${name}.txt`;
  const text = readFileSync(`${packageRoot()}${path}`, "utf8");
  const parts = text.split(/^\$ tntc /m);
  return parts.length === 1 ? text : (parts.find((part) => new RegExp(`^${command}( -|\n)`).test(part)) ?? "");
}

const exitOf = (text: string) => /^(?:--- )?exit (?:code )?(\d+)$/m.exec(text)?.[1];

const envelope = (command: string, status: string) => new RegExp(`"command": ?"${command}",\\s*"status": ?"${status}"`);
