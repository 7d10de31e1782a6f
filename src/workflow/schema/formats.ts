/** What a piece of text must look like, and what to say when it does not. */
export type Format = { pattern: RegExp; code: string; what: string; remedy: string };

/** Every pattern that workflow.yaml knows. A failed pattern is looked up here for its words. */
export const formats = {
  workflowName: {
    pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    code: "NAME-BAD",
    what: "a name in kebab-case",
    remedy: 'Use small letters, digits and single hyphens, e.g. "invoice-watch"',
  },
  name: {
    pattern: /^[a-z][a-z0-9_-]*$/,
    code: "NAME-BAD",
    what: "a name",
    remedy: 'Begin with a small letter, then small letters, digits, "-" and "_", e.g. "fetch-rates"',
  },
  version: {
    pattern: /^\d+\.\d+(\.\d+)?$/,
    code: "VERSION-BAD",
    what: "a version",
    remedy: 'Write MAJOR.MINOR or MAJOR.MINOR.PATCH, e.g. "1.0"',
  },
  duration: {
    pattern: /^\d+(ms|s|m|h)$/,
    code: "DURATION-BAD",
    what: "a duration",
    remedy: 'Write a whole number and ms, s, m or h, e.g. "45s"',
  },
  secret: {
    pattern: /^[a-z][a-z0-9_-]*\.[a-z][a-z0-9_-]*$/,
    code: "SECRET-REFERENCE-BAD",
    what: "a reference to a secret",
    remedy: 'Write service.key, e.g. "github.token"',
  },
  namespace: {
    pattern: /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    code: "NAME-BAD",
    what: "a name that Kubernetes takes",
    remedy: "Use at most 63 small letters, digits and hyphens",
  },
  label: {
    pattern: /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/,
    code: "LABEL-BAD",
    what: "a value of a label",
    remedy: 'Use at most 63 letters, digits, "-", "_" and "."',
  },
  portName: {
    pattern: /^(?=.*[a-z])[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/,
    code: "PORT-BAD",
    what: "a port",
    remedy: 'Write a number, or the name of a port of the pod, e.g. "http"',
  },
  port: {
    pattern: /^\d{1,5}(\/(TCP|UDP))?$/i,
    code: "PORT-BAD",
    what: "a port",
    remedy: 'Write "443/TCP", 443 or {port: 443, protocol: TCP}',
  },
} as const satisfies Record<string, Format>;
