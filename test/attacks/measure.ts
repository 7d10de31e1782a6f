import { setTimeout as sleep } from "node:timers/promises";
import { attacks, calls, declared, type Places } from "./attacks.ts";
import { type Battlefield, battlefield, type Outcomes } from "./battlefield.ts";
import type { Outcome, Target } from "./workflow/nodes/target.ts";

/** What each wall made of each attack, by the name of the attack. */
export type Measured = {
  /** With no wall at all: what is not reached here proves nothing elsewhere. */
  neither: Outcomes;
  policy: Outcomes;
  deno: Outcomes;
  both: Outcomes;
  /** Where packets of the workflow's pod arrived while both walls stood, as `address:port`. */
  arrived: string[];
};

/** Makes every attack under one runtime class, "" for none: against both walls, and against each alone. */
export async function measure(runtimeClass: string): Promise<Measured> {
  await using field = await battlefield(runtimeClass);
  const targets = targetsOf(placesIn(field));
  await rulesWritten(field, "lost");
  const [both, policy] = await Promise.all([withCalls(field, field.runNode(targets)), freely(field, targets)]);
  const arrived = (await field.at.cluster.internet.visits(field.address)).map(({ at }) => at);
  await takePolicyAway(field);
  const [deno, neither] = await Promise.all([withCalls(field, field.runNode(targets)), freely(field, targets)]);
  return { neither, policy, deno, both, arrived: [...new Set(arrived)].sort() };
}

function targetsOf(places: Places): Record<string, Target> {
  return Object.fromEntries([declared, ...attacks].map(({ name, target }) => [name, target(places)]));
}

/** The same labels, so the same policy, and nothing else that holds it back. */
async function freely({ freed, stranger, neighbour }: Battlefield, targets: Record<string, Target>): Promise<Outcomes> {
  const [out, ...into] = await Promise.all([
    freed.attack(targets),
    ...calls.map(({ name, from }) => ({ stranger, neighbour })[from].attack(callOf(name, freed.address))),
  ]);
  return Object.assign({}, out, ...into);
}

async function withCalls({ stranger, neighbour, address }: Battlefield, out: Promise<Outcomes>): Promise<Outcomes> {
  const into = calls.map(({ name, from }) => ({ stranger, neighbour })[from].attack(callOf(name, address)));
  return Object.assign({}, ...(await Promise.all([out, ...into])));
}

const callOf = (name: string, host: string): Record<string, Target> => ({
  [name]: { way: "connect", host, port: 8080 },
});

function placesIn({ at, stranger, neighbour }: Battlefield): Places {
  return {
    strangersService: `stranger.${stranger.namespace}.svc.cluster.local`,
    neighbour: neighbour.address,
    apiServer: at.cluster.apiServer.host,
    imageRegistry: at.cluster.registry,
    npmRegistry: new URL(at.cluster.npmRegistry.url).host,
  };
}

/** From outside, as whoever may delete policies: the product has no switch for it. */
async function takePolicyAway(field: Battlefield): Promise<void> {
  await field.at.cluster.remove("networkpolicies", { name: "prey-netpol", namespace: field.at.namespace });
  await rulesWritten(field, "reached");
}

/** The network plugin needs a moment for a new pod, and for a policy that goes. */
async function rulesWritten({ at, freed }: Battlefield, outcome: Outcome): Promise<void> {
  const deadline = Date.now() + 15_000;
  const target: Target = { way: "connect", host: at.cluster.internet.metadataAddress, port: 80 };
  while ((await freed.attack({ probe: target }))["probe"] !== outcome) {
    if (Date.now() > deadline) throw new Error("The policy has changed, and its rules have not");
    await sleep(200);
  }
}
