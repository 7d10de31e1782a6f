import { beforeAll, describe, expect, test } from "vitest";
import { type Attack, attacks, calls, declared } from "./attacks.ts";
import { type Measured, measure } from "./measure.ts";
import { outcomeTable } from "./outcome-table.ts";
import { shownInDocs } from "./shown-in-docs.ts";

const runtimes = { runc: "", gVisor: "gvisor" };
const measured: Record<string, Measured> = {};

beforeAll(async () => {
  const found = await Promise.all(Object.values(runtimes).map(measure));
  for (const [index, name] of Object.keys(runtimes).entries()) measured[name] = found[index] ?? never();
});

function never(): never {
  throw new Error("Nothing was measured");
}

const all: readonly Pick<Attack, "name" | "blind">[] = [...attacks, ...calls];

describe.each(Object.keys(runtimes))("under %s", (runtime) => {
  const found = () => measured[runtime] ?? never();

  test("the declared host is reached, whichever walls stand", () => {
    const outcomes = (["policy", "deno", "both"] as const).map((wall) => found()[wall][declared.name]);
    expect(outcomes).toEqual(["reached", "reached", "reached"]);
  });

  test.each(all.map(({ name, blind }) => [name, blind] as const))(
    "%s is refused by each wall that can",
    (name, blind) => {
      const { neither, policy, deno, both } = found();
      expect(neither[name], "no wall").toBe("reached");
      expect(policy[name], "NetworkPolicy alone").toBe(blind?.policy ? "reached" : "lost");
      expect(deno[name], "Deno alone").toBe(blind?.deno ? "reached" : "denied");
      expect(both[name], "both").toBe(blind?.deno ? "lost" : "denied");
    },
  );

  test("with both walls, no packet arrived anywhere but at the declared host", () => {
    expect(found().arrived).toEqual(["203.0.113.10:443"]);
  });
});

test("docs/security.md shows what was measured", () => shownInDocs("attacks", outcomeTable(measured)));
