import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { packageRoot } from "../../src/package-root.ts";
import { rangeText } from "../../src/workflow/addresses/range-text.ts";
import { reserved } from "../../src/workflow/addresses/reserved.ts";

const list = z.array(z.string());
const { policies, moduleProxy } = z
  .object({
    policies: z.object({ closedCIDRs: list }),
    moduleProxy: z.object({ networkPolicy: z.object({ except: list }) }),
  })
  .parse(parse(readFileSync(join(packageRoot(), "charts/tentacular-system/values.yaml"), "utf8")));

const texts = (family?: 4) =>
  reserved.filter((range) => family === undefined || range.family === family).map(rangeText);

// Templates cannot read TypeScript, so the lists are written thrice, and held together here.
test("what admission keeps closed is what the derivation of policies leaves out", () => {
  expect(policies.closedCIDRs).toEqual(texts());
});

test("the module proxy, which goes out by IPv4 only, leaves out the same", () => {
  expect(moduleProxy.networkPolicy.except).toEqual(texts(4));
});
