/** A workflow whose one node counts its runs, and waits or fails as its input says. */
export const counting = {
  "workflow.yaml": `name: counting
version: "1.0"
triggers: [{type: manual}]
nodes:
  count:
    path: ./nodes/count.ts
contract:
  version: "1"
  dependencies: {}
`,
  "nodes/count.ts": `let runs = 0;

export default async (ctx: { log: { info(text: string): void } }, input: { ms?: number; fail?: string; text?: string; wide?: number }) => {
  runs++;
  ctx.log.info("counted " + runs);
  if (input.ms) await new Promise((resolve) => setTimeout(resolve, input.ms));
  if (input.fail) throw new Error(input.fail);
  return { runs, length: input.text?.length ?? 0, ...(input.wide && { wide: "x".repeat(input.wide) }) };
};
`,
};
