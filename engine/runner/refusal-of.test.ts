import { expect, test } from "vitest";
import { refusalOf } from "./refusal-of.ts";

test.each([
  ['Requires env access to "HOME", run again with the --allow-env flag', ' env access to "HOME"', "environment"],
  ["Requires env access, run again with the --allow-env flag", " env access", "environment"],
  ['Requires run access to "/bin/ls", run again with the --allow-run flag', ' run access to "/bin/ls"', "programs"],
  ["Failed to spawn 'sh': entity not found", ' run access to "sh"', "programs"],
  [
    'Requires write access to "/tmp/x", run again with the --allow-write flag',
    ' write access to "/tmp/x"',
    "write no files",
  ],
  [
    'Requires read access to "/etc/passwd", run again with the --allow-read flag',
    ' read access to "/etc/passwd"',
    "folder",
  ],
  ['Requires sys access to "hostname", run again with the --allow-sys flag', ' sys access to "hostname"', "Do without"],
  [
    'Requires net access to "a.example.com:8443", run again with the --allow-net flag',
    ' to reach "a.example.com:8443": the contract does not declare it',
    "Add to workflow.yaml:\ncontract:\n  dependencies:\n    a-example-com:\n      protocol: https\n      host: a.example.com\n      port: 8443",
  ],
])("of %j it is told what is refused, and what to do", (message, what, remedy) => {
  expect(refusalOf("n", message)).toEqual({
    message: `Node "n" is not permitted${what}`,
    remedy: expect.stringContaining(remedy),
  });
});

test("a name near to that of a dependency is asked about, whatever else it may mean", () => {
  const remedyOf = (host: string) =>
    refusalOf("n", `Requires net access to "${host}:443", run again with the --allow-net flag`, { declared: ["shop"] })
      ?.remedy;
  expect(remedyOf("api.shpo.com")).toMatch(
    /^There is no dependency "shpo"; did you mean "shop"\? Else add to workflow.yaml:\ncontract:\n {2}dependencies:\n {4}api-shpo-com:/,
  );
  expect(remedyOf("api.github.com")).toMatch(/^Add to workflow.yaml:/);
  expect(remedyOf("shpo.example.com")).toMatch(/^Add to workflow.yaml:/);
});

test("its place is told where it is known", () => {
  const message = 'Requires read access to "/etc/passwd", run again with the --allow-read flag';
  expect(refusalOf("n", message, { file: "nodes/n.ts", line: 3 })?.message).toBe(
    'Node "n" (nodes/n.ts:3) is not permitted read access to "/etc/passwd"',
  );
});

test("other errors are no refusals", () => {
  expect(refusalOf("n", "It requires env access somewhere")).toBeUndefined();
});
