import { expect, test } from "vitest";
import { toType } from "./to-type.ts";

const everything = { namespace: "team", context: "kind-dev", kubeconfig: "/etc/my configs/dev" };

test("a command has the flags by which its reader came here, quoted where a shell would split them", () => {
  expect(toType("tntc status hello", everything)).toBe(
    "tntc status hello -n team --kube-context kind-dev --kubeconfig '/etc/my configs/dev'",
  );
  expect(toType("tntc status hello", { kubeconfig: "/it's" })).toBe(
    String.raw`tntc status hello --kubeconfig '/it'\''s'`,
  );
});

test("kubectl has another word for the context", () => {
  expect(toType("kubectl get pods", { context: "kind-dev" })).toBe("kubectl get pods --context kind-dev");
});

test("who came without flags needs none", () => {
  expect(toType("tntc status hello", {})).toBe("tntc status hello");
});
