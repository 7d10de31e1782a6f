import { expect, test } from "vitest";
import { isSaid } from "./is-said.ts";

test("what the kubelet says of a log that is gone, and empty lines, were not said by the container", () => {
  const log = [
    "unable to retrieve container logs for containerd://4d18f0",
    "",
    '{"msg":"loaded"}',
    "unable to retrieve it",
  ];
  expect(log.filter(isSaid)).toEqual(['{"msg":"loaded"}', "unable to retrieve it"]);
});
