const page = 4096;

/** Memory that is the process's own, in bytes: resident pages without those it shares. Undefined when it cannot be told. */
export async function residentBytes(pid: number): Promise<number | undefined> {
  try {
    const [, resident, shared] = (await Deno.readTextFile(`/proc/${pid}/statm`)).split(" ").map(Number);
    return resident === undefined || shared === undefined ? undefined : (resident - shared) * page;
  } catch {
    return undefined;
  }
}
