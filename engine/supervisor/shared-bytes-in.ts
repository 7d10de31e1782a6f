/** Memory that a process shares with the files it has mapped, in bytes, as its `/proc/<pid>/smaps` tells it in kB. */
export function sharedBytesIn(smaps: string): number {
  let kB = 0;
  for (const [, name, amount] of smaps.matchAll(/^(Rss|Anonymous):\s*(\d+) kB$/gm)) {
    kB += name === "Rss" ? Number(amount) : -Number(amount);
  }
  return Math.max(0, kB) * 1024;
}
