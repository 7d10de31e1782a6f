/** Our code and remedy for an error code of the YAML parser. */
export function yamlWords(code: string): { code: string; remedy: string } {
  return words[code] ?? { code: "YAML-SYNTAX", remedy: "Mend the YAML here" };
}

const words: Record<string, { code: string; remedy: string }> = {
  DUPLICATE_KEY: { code: "KEY-TWICE", remedy: "Keep one of the two; the later one would win" },
  BAD_INDENT: { code: "YAML-SYNTAX", remedy: "Indent it like its neighbours, and close what is open" },
  TAB_AS_INDENT: { code: "YAML-TAB", remedy: "Indent with spaces" },
  BAD_ALIAS: { code: "YAML-ALIAS", remedy: "Write the anchor (&name) before its alias (*name)" },
  BAD_DQ_ESCAPE: { code: "YAML-SYNTAX", remedy: "Write a backslash twice, or use single quotes" },
  BAD_SCALAR_START: { code: "YAML-SYNTAX", remedy: "Put the text in quotes" },
  BLOCK_AS_IMPLICIT_KEY: { code: "YAML-SYNTAX", remedy: "Put text that holds a colon in quotes" },
  MULTILINE_IMPLICIT_KEY: { code: "YAML-SYNTAX", remedy: "Write key and colon on one line" },
  MISSING_CHAR: { code: "YAML-SYNTAX", remedy: "Add the missing character" },
  NON_STRING_KEY: { code: "YAML-KEY", remedy: "Use plain text as the key" },
  TAG_RESOLVE_FAILED: { code: "YAML-TAG", remedy: "Remove the tag" },
  UNEXPECTED_TOKEN: { code: "YAML-SYNTAX", remedy: "Remove it, or put the text in quotes" },
};
