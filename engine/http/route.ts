import type { Engine } from "../supervisor/engine.ts";
import type { RunRecord } from "../supervisor/run-record.ts";
import { answer, refusal } from "./answer.ts";
import { healthDetail } from "./health-detail.ts";
import { postRun } from "./post-run.ts";
import { prometheus } from "./prometheus.ts";
import { resultResponse } from "./result-response.ts";
import { runSummary, runView } from "./run-view.ts";

/** Less than the patience of the kubelet's probe, which asks but once a second. */
const waitMs = 1500;
const authorityAt = "http://".length;

/** What the engine answers, path by path. */
export function route(engine: Engine, request: Request): Response | Promise<Response> {
  if (isRun(request.url)) return run(engine, request);
  const url = new URL(request.url);
  return url.pathname === "/run" ? run(engine, request) : page(engine, request, url);
}

function run(engine: Engine, request: Request): Response | Promise<Response> {
  return request.method === "POST" ? postRun(engine, request) : wrongMethod("POST");
}

/** Whether the path is plainly `/run`, as it is of nearly every request: seen without taking the address apart. */
function isRun(url: string): boolean {
  return url.endsWith("/run") && url.indexOf("/", authorityAt) === url.length - "/run".length;
}

function page(engine: Engine, request: Request, { pathname, searchParams }: URL): Response | Promise<Response> {
  const answerOf = pages[pathname] ?? (pathname.startsWith("/runs/") ? oneRun : undefined);
  if (answerOf === undefined) return unknownPath(pathname);
  if (request.method !== "GET" && request.method !== "HEAD") return wrongMethod("GET, HEAD");
  return answerOf(engine, { pathname, detail: searchParams.has("detail"), wait: searchParams.has("wait") });
}

type Asked = { pathname: string; detail: boolean; wait: boolean };
type Page = (engine: Engine, asked: Asked) => Response | Promise<Response>;

const pages: Record<string, Page> = {
  "/health": (engine, { detail }) => answer(200, detail ? healthDetail(engine) : { status: "ok" }),
  "/ready": (engine, { wait }) => (wait ? engine.tried(waitMs).then(() => readiness(engine)) : readiness(engine)),
  "/metrics": (engine) =>
    new Response(prometheus(engine), { headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" } }),
  "/runs": (engine) => answer(200, { runs: engine.history.list().map(runSummary) }),
};

function readiness(engine: Engine): Response {
  if (engine.ready) return answer(200, { status: "ready" });
  const { broken, waiting } = engine.crew;
  const why = broken ?? waiting;
  if (why) return refusal(503, why);
  return refusal(503, {
    code: "NOT-READY",
    message: "The workflow is being loaded, or the engine ends",
    remedy: "Wait",
  });
}

function oneRun(engine: Engine, { pathname }: Asked): Response | Promise<Response> {
  const [, id = "", part] = /^\/runs\/([^/]*)(\/result)?$/.exec(pathname) ?? [];
  const run = engine.history.get(id);
  if (run && part) return wholeAnswer(engine, run);
  if (run) return answer(200, runView(run, engine.crew.redactor));
  return refusal(404, {
    code: "RUN-UNKNOWN",
    message: `Run "${id}" is not remembered`,
    remedy: "GET /runs lists those that are",
  });
}

/** What `POST /run` answered or will answer, however long: for those who have lost it on its way. */
async function wholeAnswer(engine: Engine, run: RunRecord): Promise<Response> {
  return resultResponse(engine, await run.finished);
}

function wrongMethod(allow: string): Response {
  const error = { code: "METHOD-WRONG", message: `Only ${allow} is served here`, remedy: `Use ${allow}` };
  return refusal(405, error, { allow });
}

function unknownPath(pathname: string): Response {
  return refusal(404, {
    code: "PATH-UNKNOWN",
    message: `There is nothing at "${pathname}"`,
    remedy: "Known: POST /run, GET /health /ready /metrics /runs /runs/<id> /runs/<id>/result",
  });
}
