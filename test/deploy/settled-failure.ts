import type { Ran } from "../cli/tntc.ts";

/** A deploy whose pods crashed: which events a pod has had by then, and whether it waits already, is a matter of milliseconds. */
export function settledFailure({ stdout, stderr, exitCode }: Ran): Ran {
  return { exitCode, stdout: stdout === "" ? "" : settledJson(stdout), stderr: settledText(stderr) };
}

const crash = (text: string) => text.replaceAll(/(Crashed|CrashLoopBackOff): [^;\n]*/g, "Crashed: <how>");

function settledText(stderr: string): string {
  return crash(stderr.replaceAll(/^ {4}[·⚠] .*\n/gm, "").replace(/^( {2}Pod \S+ on \S+: ).*$/m, "$1<state>"));
}

function settledJson(stdout: string): string {
  const same: Record<string, (text: string) => string | string[]> = {
    events: () => [],
    state: () => "<state>",
    reason: () => "Crashed",
    summary: crash,
    cause: crash,
    message: (text) => (text.includes("Crash") ? crash(text) : "<how>"),
  };
  return JSON.stringify(JSON.parse(stdout, (key, value) => same[key]?.(value) ?? value));
}
