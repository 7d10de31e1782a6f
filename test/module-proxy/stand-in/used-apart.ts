/** The entries that a file becomes part of, and the files that import it there. */
export type Users = { entries: Set<string>; importers: Set<string> };

/**
 * The files that more than one entry reaches by more than one way, and not only through another such file:
 * if they stayed within their entries, their code would run twice.
 */
export function usedApart(users: ReadonlyMap<string, Users>): ReadonlySet<string> {
  const several = [...users].filter(([, { entries, importers }]) => entries.size > 1 && importers.size > 1);
  const shared = new Set(several.map(([file]) => file));
  return new Set([...shared].filter((file) => holders(file, users, shared).size > 1));
}

/** The nearest shared files or entries that hold a file, going up from importer to importer. */
function holders(file: string, users: ReadonlyMap<string, Users>, shared: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  const seen = new Set([file]);
  for (const one of seen) {
    const user = users.get(one);
    if (!user || (one !== file && shared.has(one))) found.add(one);
    else for (const importer of user.importers) seen.add(importer);
  }
  return found;
}
