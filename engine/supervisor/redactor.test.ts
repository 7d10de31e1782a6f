import { expect, test } from "vitest";
import { Redactor } from "./redactor.ts";

const redactor = new Redactor({
  api: { token: "t0k-en.*", pin: 12345, short: "abc" },
  nested: { deep: { list: ["inner-value"] } },
});

test("values of four characters or more go, wherever they stand", () => {
  expect(redactor.text("a t0k-en.* b 12345 abc inner-value")).toBe("a «redacted» b «redacted» abc «redacted»");
  expect(redactor.value({ "key-12345": ["x inner-value", 1, null] })).toEqual({
    "key-«redacted»": ["x «redacted»", 1, null],
  });
});

test("a longer secret goes before the shorter one that it contains", () => {
  expect(new Redactor({ a: { x: "pass", y: "password" } }).text("password pass")).toBe("«redacted» «redacted»");
});

test("without secrets nothing changes", () => {
  expect(new Redactor({}).text("text")).toBe("text");
});

test("a value goes in whatever spelling: lines, JSON, a printed object", () => {
  const pem = "-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END KEY-----\n";
  const odd = 'quo"te\\and\ttab';
  const several = new Redactor({ api: { pem, odd } });
  expect(several.text(JSON.stringify({ pem, odd }))).toBe('{"pem":"«redacted»","odd":"«redacted»"}');
  expect(several.text(`{ odd: 'quo"te\\\\and\\ttab' }`)).toBe("{ odd: '«redacted»' }");
  expect(several.text('"-----BEGIN KEY-----\\n" +\n "MIIEvQIBADANBg\\n"')).not.toMatch(/KEY|MIIE/);
  expect(several.value([pem, "line kqhkiG9w0BAQEF", odd])).toEqual(["«redacted»", "line «redacted»", "«redacted»"]);
});
