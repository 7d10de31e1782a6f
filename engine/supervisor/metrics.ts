const bounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300];

/** Numbers since the supervisor began; `/metrics` tells them. */
export class Metrics {
  /** How runs ended, by trigger. */
  readonly runs = new Map<string, { success: number; failure: number }>();
  /** Upper bounds of the buckets, in seconds. */
  readonly bounds = bounds;
  /** One more than there are bounds. */
  readonly buckets = new Array<number>(bounds.length + 1).fill(0);
  durationSum = 0;
  succeeded = 0;
  failed = 0;
  nodeAttempts = 0;
  nodeFailures = 0;
  rejected = 0;
  readonly startedAt = Date.now();
  lastError: { message: string; at: number } | undefined;
  lastRunFailed = false;

  countRun(run: { success: boolean; trigger: string; seconds: number }): void {
    const count = this.runs.get(run.trigger) ?? { success: 0, failure: 0 };
    count[run.success ? "success" : "failure"]++;
    this.runs.set(run.trigger, count);
    if (run.success) this.succeeded++;
    else this.failed++;
    this.lastRunFailed = !run.success;
    this.durationSum += run.seconds;
    let bucket = 0;
    while (bucket < bounds.length && run.seconds > (bounds[bucket] ?? 0)) bucket++;
    this.buckets[bucket] = (this.buckets[bucket] ?? 0) + 1;
  }
}
