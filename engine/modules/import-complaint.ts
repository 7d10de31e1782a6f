/** What is wrong with a module from elsewhere, in place of Deno's words. */
export type ImportComplaint = { code: string; message: string; remedy: string };

const forms: [RegExp, (found: string) => ImportComplaint][] = [
  [/Integrity check failed for (?:remote specifier[\s\S]*?Specifier: (\S+)|\w+:? "?([^"\s]+))/, changed],
  [/Tarball checksum did not match[^"]*"?([^"\s]*)/, changed],
  [/(The lockfile is out of date[\s\S]*)/, (found) => notLocked(addedIn(found))],
  [/(npm specifiers were requested; but --no-npm is specified)/, () => unmapped("A package of npm")],
  [/Specifier (not found in cache: "[^"]+")/, absent],
  [/npm package (not found in cache: "[^"]+")/, absent],
  [/A remote specifier was requested: "([^"]+)", but --no-remote is specified/, (found) => unmapped(`"${found}"`)],
];

/** Reads from what Deno says why a module was refused; undefined when it is about something else. */
export function importComplaint(text: string): ImportComplaint | undefined {
  for (const [form, complaint] of forms) {
    const found = form.exec(text);
    if (found) return complaint(found[1] ?? found[2] ?? "");
  }
  return undefined;
}

function changed(module: string): ImportComplaint {
  return {
    code: "MODULE-CHANGED",
    message: `Module "${module}" is refused: what is served for it now is not what deno.lock was made of`,
    remedy:
      'Lock the same versions anew with "tntc contract lock" and deploy, if the module proxy was upgraded; if it was not, find out who changed the module',
  };
}

/** Deno shows the lock as it is and as it would have to be; what only the latter has is what is missing. */
function addedIn(difference: string): string | undefined {
  const [before, after] = ["-", "+"].map((sign) => difference.split("\n").filter((line) => line.includes(`| ${sign}`)));
  const keys = (after ?? []).flatMap((line) => /"(https?:[^"]+|[^"]+@[^"]+)"/.exec(line)?.[1] ?? []);
  return keys.find((key) => !before?.some((line) => line.includes(`"${key}"`)));
}

function notLocked(module: string | undefined): ImportComplaint {
  return {
    code: "MODULE-NOT-LOCKED",
    message: `The lock is out of date: deno.lock does not hold ${module ? `"${module}"` : "all that nodes import"}`,
    remedy: 'Run "tntc contract lock" and deploy again',
  };
}

function absent(what: string): ImportComplaint {
  return {
    code: "MODULE-NOT-FETCHED",
    message: `A module was ${what}, and a node may not ask for it`,
    remedy:
      "Declare it in contract.dependencies of workflow.yaml, import it by a literal name, and deploy again: what is declared is fetched before nodes start",
  };
}

function unmapped(what: string): ImportComplaint {
  return {
    code: "IMPORT-NOT-MAPPED",
    message: `${what} is imported that the import map does not have`,
    remedy:
      "Declare it in contract.dependencies of workflow.yaml (protocol npm or jsr, host: its name, version), import it by a literal name, and deploy again",
  };
}
