/** A starting point for a new workflow; its files are in `templates/<name>/`. */
export type Template = {
  /** What the new workflow does, in its own workflow.yaml and README. */
  description: string;
  /** The command that it wants before all others; empty when it wants none. */
  prepare: string;
  /** The command that shows it at work at once; empty when it needs something of yours first. */
  firstRun: string;
};

/** The templates of `tntc init --template`, simplest first. */
export const template = {
  hello: {
    description: "Greets whoever is named in the input",
    prepare: "",
    firstRun: `tntc run --local --input '{"name":"reader"}'`,
  },
  "fan-out": {
    description: "Sums up orders along two paths and joins the results",
    prepare: "",
    firstRun: `tntc run --local --input '{"orders":[{"id":"a","amount":30},{"id":"b","amount":12}]}'`,
  },
  "cron-report": {
    description: "Writes a report about the day before, every morning",
    prepare: "",
    firstRun: "tntc run --local",
  },
  "api-call": {
    description: "Asks a service that wants a token, and sums up its answer",
    prepare: "cp .secrets.yaml.example .secrets.yaml",
    firstRun: "",
  },
} as const satisfies Record<string, Template>;

/** The name of a template. */
export type TemplateName = keyof typeof template;
