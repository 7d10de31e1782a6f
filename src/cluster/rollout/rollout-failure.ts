import { type ErrorDetails, TentacularError } from "../../errors.ts";
import type { Evidence } from "./evidence.ts";

/** A rollout that failed or took too long, with all that its pods told. */
export class RolloutFailure extends TentacularError {
  readonly evidence: Evidence;

  constructor(message: string, details: ErrorDetails & { result: { evidence: Evidence; undone?: string } }) {
    super(message, details);
    this.evidence = details.result.evidence;
  }
}
