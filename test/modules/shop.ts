/** A workflow that imports every kind of package: public, CommonJS, private, a path below one, of JSR, and one of a package's own needs. */
export function shop({ version = "1.0" } = {}): Record<string, string> {
  return {
    "workflow.yaml": `name: shop
version: "${version}"
description: Prices and greetings by packages of every kind
nodes:
  offer: { path: ./nodes/offer.ts }
contract:
  version: "1"
  dependencies:
    zod: { protocol: npm, host: zod, version: "^3" }
    ms: { protocol: npm, host: ms, version: "2.1.3" }
    pricing: { protocol: npm, host: "@acme/pricing", version: "1.0.0" }
    greeting: { protocol: jsr, host: "@tentacular/greeting", version: "^1" }
`,
    "nodes/offer.ts": `import { z } from "npm:zod";
import ms from "npm:ms";
import { price } from "npm:@acme/pricing";
import { rate } from "npm:@acme/pricing/tax";
import { version } from "jsr:@tentacular/greeting@^1";
import { greetFormally } from "jsr:@tentacular/greeting@^1/formal";

const input = z.object({ name: z.string() });

export default function run(_: unknown, given: unknown) {
  const { name } = input.parse(given);
  return { greeting: greetFormally(name), version, price: price(1, 1), rate, validFor: ms("2 days") };
}
`,
  };
}

/** What its node answers. */
export const offer = {
  greeting: "Hello, dear Ada",
  version: "1.1.0",
  price: 34.01942775,
  rate: 0.2,
  validFor: 172_800_000,
};
