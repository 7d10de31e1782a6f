/** Keeps Node's own warnings (experimental, deprecated) from users; `--debug` shows them. */
export function quietWarnings(debug: boolean): void {
  process.removeAllListeners("warning");
  process.on("warning", (warning) => debug && process.stderr.write(`${warning.stack ?? warning.message}\n`));
}
