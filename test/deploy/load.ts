import { setTimeout as sleep } from "node:timers/promises";
import type { Ground } from "./ground.ts";

/** What the load has sent and seen so far. */
export type LoadReport = {
  /** From its beginning, until it was stopped. */
  seconds: number;
  sent: number;
  answered: number;
  /** Requests without a success, with what came instead. */
  failed: { id: string; why: string }[];
  /** How often each request was executed, by the node's own word. */
  executions: Record<string, number>;
};

/**
 * In a pod: posts to the workflow's Service at a steady pace, each request on a new connection with a run id of its own,
 * and counts what nodes report when they execute.
 */
const program = ({ target, own, perSecond }: { target: string; own: string; perSecond: number }) => `
let timer;
let began;
const report = { seconds: 0, sent: 0, answered: 0, failed: [], executions: {} };
Deno.serve({ port: 8080, onListen() {} }, (request) => {
  const url = new URL(request.url);
  const id = url.searchParams.get("id");
  if (url.pathname === "/hit") report.executions[id] = (report.executions[id] ?? 0) + 1;
  if (timer) report.seconds = (performance.now() - began) / 1000;
  if (url.pathname === "/stop") timer = clearInterval(timer);
  return Response.json(report);
});
const client = Deno.createHttpClient({ poolMaxIdlePerHost: 0 });
async function post(id) {
  try {
    const answer = await fetch("${target}/run", {
      method: "POST",
      client,
      headers: { "content-type": "application/json", "connection": "close", "x-tentacular-run-id": id },
      body: JSON.stringify({ id }),
    });
    const text = await answer.text();
    if (answer.status === 200) report.answered++;
    else report.failed.push({ id, why: answer.status + " " + text.slice(0, 300) });
  } catch (error) {
    report.failed.push({ id, why: String(error) + " " + String(error.cause ?? "") });
  }
}
// Nodes report to this pod's own Service: nothing is sent before that is reached.
while (!(await fetch("${own}/report").then((answer) => answer.ok, () => false))) {
  await new Promise((resolve) => setTimeout(resolve, 200));
}
began = performance.now();
timer = setInterval(() => {
  // A tick that comes late is made up for, by one more at a time: a burst would fill the queue.
  for (let more = 0; more < 2 && report.sent < (performance.now() - began) * ${perSecond / 1000}; more++) {
    post("load-" + ++report.sent);
  }
}, ${1000 / perSecond});
`;

/** Names of the load's pod and Service. */
export const loadName = "load";

/** Load that goes on until it is stopped. */
export class Load {
  readonly #at: Ground;

  private constructor(at: Ground) {
    this.#at = at;
  }

  /** Starts it and waits until the first hundred are answered. */
  static async start(at: Ground, { target, perSecond }: { target: string; perSecond: number }): Promise<Load> {
    const own = `http://${loadName}.${at.namespace}.svc.cluster.local:8080`;
    await at.cluster.apply([service, pod(at.image, program({ target, own, perSecond }))], at.namespace);
    await at.cluster.kubectl("-n", at.namespace, "wait", "--for=condition=Ready", `pod/${loadName}`, "--timeout=60s");
    const load = new Load(at);
    while ((await load.report()).answered < 100) await sleep(200);
    return load;
  }

  report(): Promise<LoadReport> {
    return this.#get("/report");
  }

  /** Stops it, and waits until all that was sent has ended. */
  async stop(): Promise<LoadReport> {
    await this.#get("/stop");
    for (;;) {
      const report = await this.report();
      if (report.answered + report.failed.length >= report.sent) return report;
      await sleep(200);
    }
  }

  async #get(path: string): Promise<LoadReport> {
    const { cluster, namespace } = this.#at;
    const whole = `/api/v1/namespaces/${namespace}/services/http:${loadName}:8080/proxy${path}`;
    return JSON.parse(await cluster.kubectl("get", "--raw", whole));
  }
}

const labels = { app: loadName };
const service = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: loadName },
  spec: { selector: labels, ports: [{ name: "http", port: 8080 }] },
};

const pod = (image: string, code: string) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: loadName, labels },
  spec: {
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 0,
    securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: "RuntimeDefault" } },
    containers: [
      {
        name: loadName,
        image,
        command: ["deno", "eval", "--no-lock", code],
        env: [{ name: "DENO_DIR", value: "/tmp/deno" }],
        readinessProbe: { httpGet: { path: "/report", port: 8080 }, periodSeconds: 1 },
        resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        },
        volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
      },
    ],
    volumes: [{ name: "tmp", emptyDir: {} }],
  },
});
