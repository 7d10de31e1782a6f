/** A workflow that imports a public package, a private one by a path, and one of JSR. */
export function pricing(
  options: {
    version?: string;
    zod?: string;
    taxed?: string;
    /** What its node also answers. @default nothing */
    note?: string;
    /** Of workflow.yaml. */
    more?: string;
  } = {},
): Record<string, string> {
  const { version = "1.0", zod = "^3", taxed = "withTax", note, more = "" } = options;
  const noted = note === undefined ? "" : `, note: ${JSON.stringify(note)}`;
  return {
    "workflow.yaml": `name: pricing
version: "${version}"
description: Prices with tax
nodes:
  price: { path: ./nodes/price.ts }
contract:
  version: "1"
  dependencies:
    zod: { protocol: npm, host: zod, version: "${zod}" }
    pricing: { protocol: npm, host: "@acme/pricing", version: 1.0.0 }
    greeting: { protocol: jsr, host: "@tentacular/greeting", version: "^1" }
${more}`,
    "nodes/price.ts": `import { z } from "npm:zod";
import { ${taxed} } from "npm:@acme/pricing@1/tax";
import { greet } from "jsr:@tentacular/greeting@^1";
import type { Context } from "tentacular";

const net = z.object({ net: z.number() });

export default function run(_: Context, input: unknown) {
  const given = net.parse(input);
  return { gross: ${taxed}(given.net), greeting: greet("Ada"), version: "${version}"${noted} };
}
`,
  };
}
