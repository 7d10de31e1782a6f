const quietMs = 15;

/** Calls `onChange` soon after something in the folder has changed, once for changes that come together. */
export async function watchFolder(dir: string, onChange: () => void): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  for await (const { kind, paths } of Deno.watchFs(dir)) {
    if (kind === "access" || paths.every((path) => /[/](\.git|node_modules)([/]|$)/.test(path))) continue;
    clearTimeout(timer);
    timer = setTimeout(onChange, quietMs);
  }
}
