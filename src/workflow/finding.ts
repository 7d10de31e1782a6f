/** One thing that is wrong, or worth a look, in a workflow's files. Lines and columns count from 1. */
export type Finding = {
  /** A stable name in SCREAMING-KEBAB-CASE, e.g. `KEY-UNKNOWN`. */
  code: string;
  severity: "error" | "warning";
  /** The file, relative to the workflow's folder. */
  file: string;
  /** Where in the document, e.g. `triggers[0].schedule`; empty for the whole. */
  path: string;
  line: number;
  column: number;
  message: string;
  remedy: string;
};
