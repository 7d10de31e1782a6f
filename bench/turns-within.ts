const least = 3;

/** Does a piece of work `turns` times; fewer, but never less than three, when `ms` are over before. */
export async function turnsWithin(
  { turns, ms }: { turns: number; ms: number },
  work: () => Promise<void>,
): Promise<void> {
  const until = Date.now() + ms;
  for (let turn = 0; turn < turns && (turn < least || Date.now() < until); turn++) await work();
}
