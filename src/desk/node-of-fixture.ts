/**
 * The node that a file of `tests/fixtures` belongs to: `<node>.json`, or `<node>.<case>.json`, `<node>-<case>.json`
 * and `<node>_<case>.json`. Where several nodes fit, the longest name wins; undefined when none does.
 */
export function nodeOfFixture(fileName: string, nodes: string[]): string | undefined {
  const stem = fileName.replace(/\.json$/, "");
  return nodes
    .filter((node) => stem === node || /^[-._]/.test(stem.startsWith(node) ? stem.slice(node.length) : ""))
    .sort((a, b) => b.length - a.length)[0];
}
