import { describe, expect, test } from "vitest";
import { progressOn } from "./progress.ts";

function recorder(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 20, write: (text: string) => written.push(text), written };
}

describe("progress in a pipe", () => {
  test("is plain lines, one for each step", () => {
    const stream = recorder(false);
    const progress = progressOn(stream, { env: {} });
    progress.step("Packing");
    progress.done("Packed");
    progress.fail("Run failed");
    progress.warn("No contract");
    progress.line("a log line");
    expect(stream.written).toEqual([
      "  Packing\n",
      "  ✓ Packed\n",
      "  ✗ Run failed\n",
      "  ⚠ No contract\n",
      "a log line\n",
    ]);
  });

  test("keeps what is beneath to itself unless it is asked for", () => {
    const [quiet, loud] = [recorder(false), recorder(false)];
    progressOn(quiet, { env: {} }).debug("helm upgrade hello");
    progressOn(loud, { env: {}, debug: true }).debug("helm upgrade hello");
    expect(quiet.written).toEqual([]);
    expect(loud.written).toEqual(["  · helm upgrade hello\n"]);
  });
});

describe("progress on a terminal", () => {
  test("keeps a step live on one line, and clears it before anything else is said", () => {
    const stream = recorder(true);
    const progress = progressOn(stream, { env: { NO_COLOR: "1" } });
    progress.step("Waiting for pods that take their time");
    progress.done("Ready");
    expect(stream.written).toEqual(["\r\u001b[2K  ⠋ Waiting for pod", "\r\u001b[2K", "  ✓ Ready\n"]);
  });

  test("does without a live line where the terminal cannot show one", () => {
    const stream = recorder(true);
    progressOn(stream, { env: { TERM: "dumb" } }).step("Packing");
    expect(stream.written).toEqual(["  Packing\n"]);
  });
});
