import type { ErrorDetails } from "../../src/errors.ts";
import type { Imports } from "./imports.ts";
import type { LoadRequest } from "./load-request.ts";

/** What the reader is asked for: a folder, and what is expected and laid over it. */
export type ReadingRequest = {
  /** The workflow's folder. */
  workflow: string;
  /** An import map instead of the folder's own. */
  "import-map"?: string | undefined;
  /** The digest that the code must have. */
  digest?: string | undefined;
  /** Where secrets are, instead of in the workflow's folder. */
  secrets?: string | undefined;
  /** What node code may reach, when somebody else has derived it: hosts with commas between, or `all`. */
  "allow-net"?: string | undefined;
  /** Which secrets node code may see, `service.key` or `service` with commas between; all of them when absent. */
  "secret-names"?: string | undefined;
};

/** A workflow that may be given to a runner. */
export type LoadedWorkflow = {
  name: string;
  version: string;
  net: "all" | string[];
  imports: Imports;
  request: LoadRequest;
};

/** What the reader answers: the workflow, or what is wrong with it. */
export type Reading = { workflow: LoadedWorkflow } | { complaint: { message: string } & ErrorDetails };
