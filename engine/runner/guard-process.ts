import { Attempt } from "./attempt.ts";
import { reportLateError } from "./report-late-error.ts";

/** Keeps the runner alive when node code ends the process or lets an error fall: it costs that node, no one else. */
export function guardProcess(say: (text: string) => void): void {
  const refuse = (name: string) => (code?: unknown) => {
    const attempt = Attempt.current;
    const error = new Error(`Node "${attempt?.nodeId ?? "unknown"}" called ${name}(${code ?? ""})`);
    if (attempt && !attempt.settled) attempt.end(error);
    throw error;
  };
  Object.defineProperty(Deno, "exit", { value: refuse("Deno.exit") });
  Object.defineProperty(globalThis, "close", { value: refuse("close") });
  const blame = (error: unknown) => {
    const attempt = Attempt.current;
    if (attempt) reportLateError(attempt, error);
    else say(`An error that no run waits for: ${error instanceof Error ? error.stack : error}`);
  };
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    blame(event.reason);
  });
  addEventListener("error", (event) => {
    event.preventDefault();
    blame(event.error);
  });
}
