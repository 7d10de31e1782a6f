import { expect, test } from "vitest";
import { covers } from "./covers.ts";
import { forbidden } from "./forbidden.ts";
import { rangeOf } from "./range-of.ts";
import { rangeText } from "./range-text.ts";
import { reserved } from "./reserved.ts";

test.each([
  ["10.20.0.0/16", "10.20.0.0/16"],
  ["10.20.30.40/16", "10.20.0.0/16"],
  ["203.0.113.7", "203.0.113.7/32"],
  ["0.0.0.0/0", "0.0.0.0/0"],
  ["::/0", "::/0"],
  ["2001:DB8::1", "2001:db8::1/128"],
  ["2001:db8:0:1:0:0:0:1/64", "2001:db8:0:1::/64"],
  ["::ffff:10.0.0.1", "::ffff:a00:1/128"],
  ["1:0:2:0:3:0:4:0", "1:0:2:0:3:0:4:0/128"],
])("the range %s is %s", (text, normal) => {
  const range = rangeOf(text);
  expect(range && rangeText(range)).toBe(normal);
});

test.each(["", "example.com", "10.0.0/8", "10.0.0.0/33", "1.2.3.4.5", "::g", "10.0.0.0/", "1::2::3"])(
  "%j is no range",
  (text) => expect(rangeOf(text)).toBeUndefined(),
);

test.each([
  ["0.0.0.0/0", "10.0.0.0/8", true],
  ["10.0.0.0/8", "10.0.0.0/8", true],
  ["10.0.0.0/8", "11.0.0.0/32", false],
  ["10.1.0.0/16", "10.0.0.0/8", false],
  ["::/0", "10.0.0.0/8", false],
  ["fe80::/10", "fe80::1", true],
])("whether %s holds %s: %s", (outer, inner, held) => {
  const [one, other] = [rangeOf(outer), rangeOf(inner)];
  expect(one && other && covers(one, other)).toBe(held);
});

test("every address that is forbidden is reserved, so no rule for public hosts lets it through", () => {
  const open = forbidden.filter((range) => !reserved.some((outer) => covers(outer, range)));
  expect(open.map(rangeText)).toEqual([]);
});
