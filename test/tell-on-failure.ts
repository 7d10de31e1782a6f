import { onTestFailed } from "vitest";

const most = 4000;

/** When the test that calls this fails, its error says what the program beside it had said by then: the end of it. */
export function tellOnFailure(who: string, said: () => string): void {
  onTestFailed(({ task }) => {
    const words = `\n${who} had said:\n${said().slice(-most)}`;
    for (const error of task.result?.errors ?? []) error.message += words;
  });
}
