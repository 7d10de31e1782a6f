import { TentacularError } from "../../src/errors.ts";
import type { Engine } from "../supervisor/engine.ts";
import { refusal } from "./answer.ts";
import { readBody } from "./read-body.ts";
import { resultResponse } from "./result-response.ts";

const idForm = /^[A-Za-z0-9._-]{1,128}$/;
const triggers = new Set(["manual", "cron"]);

/** `POST /run`: the adapter that makes a run of an HTTP request. Nothing that is refused here starts a run. */
export function postRun(engine: Engine, request: Request): Response | Promise<Response> {
  const id = request.headers.get("x-tentacular-run-id") ?? crypto.randomUUID();
  if (!idForm.test(id)) return badId(id);
  const most = engine.flags["max-body"];
  const said = sizeOf(request);
  const size = said ?? most;
  if (size > most) return tooLarge(most);
  if (!engine.intake.take(size)) return tooMuch(engine, request);
  return serveRun(engine, { id, request, said, size });
}

type Asked = { id: string; request: Request; said: number | undefined; size: number };

async function serveRun(engine: Engine, { id, request, said, size }: Asked): Promise<Response> {
  const most = engine.flags["max-body"];
  try {
    const input = said === undefined ? await readBody(request, most) : await request.text();
    if (input === undefined) return tooLarge(most);
    const complaint = jsonComplaint(input);
    if (complaint) return notJson(complaint);
    const trigger = request.headers.get("x-tentacular-trigger") ?? "manual";
    const run = engine.submit({ id, trigger: triggers.has(trigger) ? trigger : "manual", input });
    const end = run.end ?? (await run.finished);
    return resultResponse(engine, end, input.length);
  } catch (error) {
    if (error instanceof TentacularError) return turnedAway(error);
    throw error;
  } finally {
    engine.intake.give(size);
  }
}

/** Bytes of the body, as far as the client has said. The body is left alone where it has: once touched, it is a stream. */
function sizeOf(request: Request): number | undefined {
  const length = request.headers.get("content-length");
  if (length !== null) return Number(length);
  return request.body === null ? 0 : undefined;
}

function jsonComplaint(text: string): string | undefined {
  if (text === "") return undefined;
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function turnedAway(error: TentacularError): Response {
  if (error.code === "QUEUE-FULL") return refusal(429, error, { "retry-after": "1" });
  return refusal(503, error, { "retry-after": "1" });
}

/** The body is let through unread: a client that is still sending would not see the answer. */
async function tooMuch(engine: Engine, { body }: Request): Promise<Response> {
  engine.metrics.rejected++;
  await body?.pipeTo(new WritableStream({ write: ({ length }) => engine.spent.add(length) }));
  const error = {
    code: "REQUESTS-TOO-LARGE",
    message: "Requests that are being served hold all the memory that there is for requests",
    remedy: "Send the run again later, or give the workflow more memory",
  };
  return refusal(429, error, { "retry-after": "1", connection: "close" });
}

function badId(id: string): Response {
  return refusal(400, {
    code: "RUN-ID-WRONG",
    message: `Run id ${JSON.stringify(id.slice(0, 200))} is not 1 to 128 of A-Z a-z 0-9 . _ -`,
    remedy: "Send another x-tentacular-run-id, or none",
  });
}

function notJson(complaint: string): Response {
  return refusal(400, {
    code: "BODY-NOT-JSON",
    message: `Body is not JSON: ${complaint}`,
    remedy: "Send JSON, or an empty body for {}",
  });
}

function tooLarge(most: number): Response {
  return refusal(413, {
    code: "BODY-TOO-LARGE",
    message: `Body is longer than ${most} bytes`,
    remedy: "Send less, or raise deployment.limits.maxBody in workflow.yaml",
  });
}
