import { connect } from "node:net";
import { expect } from "vitest";
import { z } from "zod";
import { opens } from "../cluster/opens.ts";
import type { Ground } from "../deploy/ground.ts";
import { walledPod } from "./attempts/walled-pod.ts";
import { newestPod } from "./newest-pod.ts";
import type { Person } from "./person.ts";

/** Which connections come about, each of them new. */
export type Ways = {
  toTheInternet: boolean;
  /** By its Service, in another namespace; its own policy lets in whoever is labelled like an engine. */
  toTheModuleProxy: boolean;
  /** Into the pod, from this machine: the node itself is always let in. */
  fromBesideTheCluster: boolean;
};

const name = "nobody";
const port = 8080;
const reached = z.tuple([z.boolean(), z.boolean()]);

const relay = `${opens}
Deno.serve({ port: ${port} }, async (request) => {
  const places = new URL(request.url).searchParams.getAll("to");
  return Response.json(await Promise.all(places.map(opens)));
});`;

/** A pod of the author's own making, labelled like a workflow's that has no policy; it answers already. */
export async function unselectedPod(
  at: Ground,
  author: Person,
  systemNamespace: string,
): Promise<{ ways(): Promise<Ways> }> {
  const made = await author.kubectl(["create", "-f", "-"], JSON.stringify(deployment(at.image)));
  expect(made.exitCode, made.stderr).toBe(0);
  const started = await author.kubectl(["rollout", "status", `deployment/${name}`, "--timeout=60s"]);
  expect(started.exitCode, started.stderr).toBe(0);
  const pod = await newestPod(author);
  const address = await at.cluster.ready({ name: pod, namespace: at.namespace });
  const proxy = await at.cluster.kubectl("-n", systemNamespace, "get", "service", "esm-sh", "-o", "json");
  // Addresses, for where DNS is closed a name would say nothing about the rest.
  const places = [`${at.cluster.internet.hosts["api.example.com"]}:443`, `${JSON.parse(proxy).spec.clusterIP}:8080`];
  const query = new URLSearchParams(places.map((place) => ["to", place]));
  const path = `/api/v1/namespaces/${at.namespace}/pods/${pod}:${port}/proxy/?${query}`;
  return {
    async ways() {
      const answer = JSON.parse(await at.cluster.kubectl("get", "--raw", path));
      const [toTheInternet, toTheModuleProxy] = reached.parse(answer);
      return { toTheInternet, toTheModuleProxy, fromBesideTheCluster: await connects(address) };
    },
  };
}

function deployment(image: string): object {
  const template = walledPod(image, {
    labels: { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": name },
    container: {
      command: ["deno", "eval", "--no-config", "--no-lock", relay],
      env: [{ name: "DENO_DIR", value: "/tmp/deno" }],
      readinessProbe: { tcpSocket: { port }, periodSeconds: 1 },
      volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
    },
    pod: { volumes: [{ name: "tmp", emptyDir: {} }], terminationGracePeriodSeconds: 0 },
  });
  const selector = { matchLabels: template.metadata.labels };
  return { apiVersion: "apps/v1", kind: "Deployment", metadata: { name }, spec: { selector, template } };
}

function connects(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 4000 });
    const end = (open: boolean) => () => {
      socket.destroy();
      resolve(open);
    };
    socket.on("connect", end(true)).on("error", end(false)).on("timeout", end(false));
  });
}
