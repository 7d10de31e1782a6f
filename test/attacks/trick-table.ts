/** What node code could do, and the same code beside it with all of Deno's permissions. */
type Found = { tried: Record<string, string>; freely: Record<string, string> };

/** The table of docs/security.md: a row a trick, and by runtime what came of it with and without permissions. */
export function trickTable(measured: Record<string, Found>): string {
  const runtimes = Object.entries(measured);
  const heads = ["with all permissions", "node code"].flatMap((who) => runtimes.map(([name]) => `${who}, ${name}`));
  const tricks = Object.keys(runtimes[0]?.[1].tried ?? {});
  const rows = tricks.map((trick) => [
    trick,
    ...runtimes.map(([, { freely }]) => word(freely[trick])),
    ...runtimes.map(([, { tried }]) => word(tried[trick])),
  ]);
  return [["", ...heads], ["---", ...heads.map(() => "---")], ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

const word = (outcome = "") => (outcome.startsWith("allowed") ? "works" : "refused");
