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

const refused = "client error (Connect): tcp connect error: Connection refused (os error 111)";
const hint = "; if that is a workflow, its contract may not let this one in: networkPolicy.ingress";

test.each(["hello:8080", "hello", "hello.team.svc:8080", "hello.team.svc.cluster.local"])(
  "a refusal by %s, a Service, tells what may be the reason",
  (host) => {
    const told = messageOf(failed(`error sending request for url (http://${host}/run): ${refused}`));
    expect(told).toBe(`fetch failed: "${host}": tcp connect error: Connection refused (os error 111)${hint}`);
  },
);

test.each(["localhost:8080", "api.example.com", "10.1.2.3:80", "[::1]:80"])(
  "a refusal by %s tells no such thing",
  (host) => {
    expect(messageOf(failed(`error sending request for url (http://${host}/run): ${refused}`))).not.toContain(
      "ingress",
    );
  },
);

test("a cause in other words is told as it is", () => {
  expect(messageOf(failed("no way"))).toBe("fetch failed: no way");
  expect(messageOf(new TypeError("fetch failed"))).toBe("fetch failed");
});
