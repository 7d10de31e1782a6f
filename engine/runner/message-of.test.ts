import { expect, test } from "vitest";
import { messageOf } from "./message-of.ts";

function failed(cause: string): Error {
  return new TypeError("fetch failed", { cause: new Error(cause) });
}

test.each([
  [
    "http://no.invalid/",
    "client error (Connect): dns error: Name not known",
    '"no.invalid": dns error: Name not known',
  ],
  [
    "https://a.example.com:8443/x?key=k3y",
    "Connection refused (os error 111)",
    '"a.example.com:8443": Connection refused (os error 111)',
  ],
  [
    "https://u:p@a.example.com/(x)",
    "client error (Connect): invalid peer certificate",
    '"a.example.com": invalid peer certificate',
  ],
])("a failed fetch of %s says whom it asked and why, and nothing else of the address", (url, cause, told) => {
  expect(messageOf(failed(`error sending request for url (${url}): ${cause}`))).toBe(`fetch failed: ${told}`);
});

test("a cause in other words is told as it is", () => {
  expect(messageOf(failed("no way"))).toBe("fetch failed: no way");
  expect(messageOf(new TypeError("fetch failed"))).toBe("fetch failed");
});
