import type { CodeFile } from "../../bundle/canonical-tar.ts";
import type { ModulesPlan } from "../../modules/modules-plan.ts";

/** What is decided about packages, and the files that this adds to the code. */
export type PreparedModules = { modules?: ModulesPlan; made: CodeFile[] };
