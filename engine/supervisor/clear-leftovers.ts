import { meetingPrefix } from "./meeting-prefix.ts";

/**
 * Removes the folders of supervisors that were killed before they could do it. Our own process id counts as one of
 * those: a container that starts again is given the same.
 */
export async function clearLeftovers(temporary: string): Promise<void> {
  if (Deno.build.os !== "linux") return;
  const form = new RegExp(`^${meetingPrefix("(\\d+)")}`);
  for (const { name } of await Array.fromAsync(Deno.readDir(temporary)).catch(() => [])) {
    const [, pid] = form.exec(name) ?? [];
    if (pid === undefined || (await isOther(pid))) continue;
    // Another supervisor that starts now may be faster.
    await Deno.remove(`${temporary}/${name}`, { recursive: true }).catch(() => {});
  }
}

async function isOther(pid: string): Promise<boolean> {
  if (pid === String(Deno.pid)) return false;
  return await Deno.stat(`/proc/${pid}`).then(
    () => true,
    () => false,
  );
}
