/** How it is called, how long a node may take, and what it runs in; "" is the cluster's own. */
type RogueOptions = { name: string; timeout: string; runtimeClass: string };

/** A workflow of two nodes, of which the second misbehaves as its input says. */
export const rogue = ({ name, timeout, runtimeClass }: RogueOptions): Record<string, string> => ({
  [`${name}/workflow.yaml`]: `name: ${name}
version: "1.0"
triggers: [{ type: manual }]
nodes:
  calm: { path: ./nodes/calm.ts }
  culprit: { path: ./nodes/culprit.ts }
edges:
  - { from: calm, to: culprit }
config: { timeout: ${timeout} }
deployment: { runtimeClass: "${runtimeClass}" }
contract: { version: "1", dependencies: {} }
`,
  [`${name}/nodes/calm.ts`]: "export default (_ctx: unknown, input: unknown) => input;\n",
  [`${name}/nodes/culprit.ts`]: culprit,
});

const culprit = `const hoard: unknown[] = [];
const idle = "data:application/javascript,setInterval(()=>{},1e9)";
const wait = (ms: number) => new Promise((next) => setTimeout(next, ms));

const deeds: Record<string, (ms: number) => unknown> = {
  loop: () => { for (;;); },
  loopLater: async () => { await wait(20); for (;;); },
  never: () => new Promise(() => {}),
  heap: () => { for (;;) hoard.push({ a: [Math.random()], b: String(Math.random()) }); },
  typed: () => { for (;;) hoard.push(new Uint8Array(1_000_000).fill(1)); },
  typedSlowly: async () => { for (;;) { hoard.push(new Uint8Array(1_000_000).fill(1)); await wait(1); } },
  workers: async () => { for (;;) { hoard.push(new Worker(idle, { type: "module" })); await wait(1); } },
  exit: () => Deno.exit(3),
  processExit: () => process.exit(4),
  close: () => close(),
  forgotten: async () => { Promise.reject(new Error("forgotten")); await wait(500); },
  late: () => { setTimeout(() => { throw new Error("too late"); }, 5); },
  timers: () => { setInterval(() => {}, 1); setTimeout(() => {}, 1e8); },
  loopAfter: () => { setTimeout(() => { for (;;); }, 5); },
  typedAfter: (ms) => { setTimeout(() => deeds.typed?.(0), ms || 5); },
  flood: () => { for (;;) console.log("x".repeat(100_000)); },
  giant: () => "x".repeat(20_000_000),
  output: (length) => "x".repeat(length),
  wait: (ms) => wait(ms),
  nothing: () => {},
};

export default async (_ctx: unknown, { deed = "nothing", ms = 0 }: { deed?: string; ms?: number }) => {
  return await deeds[deed]?.(ms) ?? "fine";
};
`;
