/** Ends a process at once; one that has ended by itself a moment ago is no error. */
export function kill(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch {
    // Gone already.
  }
}
