import type { Draft } from "../draft.ts";
import type { Problem } from "../problem.ts";

/** A node is a TypeScript or JavaScript file inside the workflow's folder. */
export function nodePathRules({ nodes }: Draft): Problem[] {
  return [...nodes].flatMap(([name, node]) => {
    const complaint = node && complaintAbout(node.path);
    return complaint ? [{ ...complaint, path: ["nodes", name, "path"] }] : [];
  });
}

function complaintAbout(path: string): Omit<Problem, "path"> | undefined {
  const remedy = 'Write a path inside the folder of workflow.yaml, e.g. "./nodes/pull.ts"';
  if (/^([/\\]|[a-z]:|file:|https?:)/i.test(path) || leaves(path)) {
    return { code: "NODE-PATH-OUTSIDE", message: `Path "${path}" is not inside the workflow's folder`, remedy };
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\\\u0000-\u001f\u007f?#]/.test(path)) {
    return { code: "NODE-PATH-BAD", message: `Path "${path}" holds a character that no node path may have`, remedy };
  }
  if (!/\.(ts|mts|js|mjs)$/.test(path)) {
    return {
      code: "NODE-PATH-BAD",
      message: `Path "${path}" is not a TypeScript or JavaScript file`,
      remedy: "Name a file that ends in .ts, .mts, .js or .mjs",
    };
  }
  return undefined;
}

function leaves(path: string): boolean {
  let depth = 0;
  return path.split("/").some((part) => {
    if (part === "..") depth--;
    else if (part !== "" && part !== ".") depth++;
    return depth < 0;
  });
}
