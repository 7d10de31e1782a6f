import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { accessTo } from "./access.ts";
import { readKubeconfig } from "./kubeconfig.ts";

async function files(...texts: string[]): Promise<string[]> {
  const dir = await mkdtemp(join(tmpdir(), "kubeconfig-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  const paths = texts.map((_, index) => join(dir, `config-${index}`));
  await Promise.all(texts.map((text, index) => writeFile(paths[index] ?? "", text)));
  return paths;
}

const first = `
current-context: a
contexts: [{name: a, context: {cluster: one, user: ada, namespace: team}}]
clusters: [{name: one, cluster: {server: "https://one.example:6443"}}]
users: [{name: ada, user: {token: secret-a}}]
`;
const second = `
current-context: b
contexts: [{name: a, context: {cluster: two, user: bob}}, {name: b, context: {cluster: two, user: bob}}]
clusters: [{name: two, cluster: {server: "https://two.example", certificate-authority: ca.pem}}]
users: [{name: bob, user: {username: bob, password: pw}}]
`;

test("of several files the first word counts, and paths are those of their own file", async () => {
  const paths = await files(first, second);
  const found = await readKubeconfig(undefined, { KUBECONFIG: [...paths, "/not/there"].join(":") });
  expect(found.currentContext).toBe("a");
  expect(found.contexts.get("a")?.cluster).toBe("one");
  expect(found.clusters.get("two")?.["certificate-authority"]).toBe(join(paths[1] ?? "", "..", "ca.pem"));
});

test("the context gives server, namespace and credentials; a named namespace goes before it", async () => {
  const [path = ""] = await files(first);
  const access = await accessTo({ kubeconfig: path }, {});
  expect(access).toMatchObject({ context: "a", user: "ada", namespace: "team" });
  expect(access.server.href).toBe("https://one.example:6443/");
  expect(access.options.headers).toEqual({ Authorization: "Bearer secret-a" });
  expect((await accessTo({ kubeconfig: path, namespace: "other" }, {})).namespace).toBe("other");
});

test("what Helm was told by flag reaches a plugin by environment and counts", async () => {
  const [path = ""] = await files(first);
  const env = {
    HELM_KUBEAPISERVER: "https://other:1",
    HELM_KUBETOKEN: "t",
    HELM_KUBEASUSER: "eve",
    HELM_KUBEASGROUPS: "x,y",
  };
  const access = await accessTo({ kubeconfig: path }, env);
  expect(access.server.host).toBe("other:1");
  expect(access.options.headers).toEqual({
    Authorization: "Bearer t",
    "Impersonate-User": "eve",
    "Impersonate-Group": ["x", "y"],
  });
});

test("a credential plugin is asked", async () => {
  const status = JSON.stringify({
    apiVersion: "client.authentication.k8s.io/v1",
    kind: "ExecCredential",
    status: { token: "from-plugin" },
  });
  const exec = { apiVersion: "client.authentication.k8s.io/v1", command: "echo", args: [status] };
  const [path = ""] = await files(first.replace("{token: secret-a}", JSON.stringify({ exec })));
  expect((await accessTo({ kubeconfig: path }, {})).options.headers).toEqual({ Authorization: "Bearer from-plugin" });
}, 20_000);

test("an unknown context is refused with those that are there", async () => {
  const [path = ""] = await files(first);
  await expect(accessTo({ kubeconfig: path, context: "z" }, {})).rejects.toMatchObject({
    code: "CONTEXT-UNKNOWN",
    exit: "unreachable",
    remedy: "Use --kube-context with one of: a",
  });
});

test("a file that is no kubeconfig is named", async () => {
  const [path = ""] = await files("contexts: 5");
  await expect(readKubeconfig(path, {})).rejects.toMatchObject({ code: "KUBECONFIG-INVALID", place: { file: path } });
});
