/**
 * A reader that has gone away (`tntc list | head -1`) ends the program without a word. Node's streams take a tenth of
 * a short start to load, so each is only looked after once somebody uses it.
 */
export function quietPipes(): void {
  onFirstUse("stdout", (error) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  onFirstUse("stderr", () => {});
}

function onFirstUse(name: "stdout" | "stderr", onError: (error: NodeJS.ErrnoException) => void): void {
  const whole = Object.getOwnPropertyDescriptor(process, name) ?? {};
  Object.defineProperty(process, name, {
    ...whole,
    get: () => {
      Object.defineProperty(process, name, whole);
      return process[name].on("error", onError);
    },
  });
}
