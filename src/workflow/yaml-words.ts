/** How to speak of an error: `message` only where ours is better than the parser's. */
export type YamlWords = { code: string; remedy: string; message?: string };

/** Our words for an error code of the YAML parser. */
export function yamlWords(code: string): YamlWords {
  return words[code] ?? { code: "YAML-SYNTAX", remedy: "Mend the YAML here" };
}

const words: Record<string, YamlWords> = {
  BAD_INDENT: { code: "YAML-SYNTAX", remedy: "Indent it like its neighbours, and close what is open" },
  TAB_AS_INDENT: { code: "YAML-TAB", remedy: "Indent with spaces" },
  BAD_ALIAS: { code: "YAML-SYNTAX", remedy: "Put text that begins with * or & in quotes" },
  BAD_DQ_ESCAPE: { code: "YAML-SYNTAX", remedy: "Write a backslash twice, or use single quotes" },
  BAD_SCALAR_START: { code: "YAML-SYNTAX", remedy: "Put the text in quotes" },
  BLOCK_AS_IMPLICIT_KEY: { code: "YAML-SYNTAX", remedy: "Put text that holds a colon in quotes" },
  MULTILINE_IMPLICIT_KEY: { code: "YAML-SYNTAX", remedy: "Write key and colon on one line" },
  MISSING_CHAR: { code: "YAML-SYNTAX", remedy: "Add the missing character" },
  NON_STRING_KEY: {
    code: "YAML-KEY",
    remedy: "Use plain text as the key",
    message: "A key is a list or a map, not text",
  },
  TAG_RESOLVE_FAILED: { code: "YAML-TAG", remedy: "Remove the tag" },
  UNEXPECTED_TOKEN: { code: "YAML-SYNTAX", remedy: "Remove it, or put the text in quotes" },
};
