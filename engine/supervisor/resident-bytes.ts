const page = 4096;

/** Memory that is the process's own, in bytes: resident pages without those it shares. Undefined when it cannot be told. */
export function residentBytes(pid: number): number | undefined {
  try {
    const [, resident, shared] = Deno.readTextFileSync(`/proc/${pid}/statm`).split(" ").map(Number);
    return resident === undefined || shared === undefined ? undefined : (resident - shared) * page;
  } catch {
    return undefined;
  }
}
