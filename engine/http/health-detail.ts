import type { Engine } from "../supervisor/engine.ts";

const recent = 20;

/** `GET /health?detail=1`: how runs went, newest first. */
export function healthDetail({ metrics, history, inFlight, queued, crew, ready }: Engine) {
  const totalEvents = metrics.succeeded + metrics.failed;
  const recentEvents = history
    .list()
    .slice(0, recent)
    .map(({ id, state, end, trigger, createdAt }) => ({
      runId: id,
      state,
      trigger,
      success: end?.success,
      at: createdAt,
    }));
  return {
    status: "ok",
    ready,
    totalEvents,
    errorCount: metrics.failed,
    errorRate: totalEvents === 0 ? 0 : metrics.failed / totalEvents,
    uptimeMs: Date.now() - metrics.startedAt,
    lastError: metrics.lastError?.message ?? null,
    lastErrorAt: metrics.lastError?.at ?? null,
    lastRunFailed: metrics.lastRunFailed,
    inFlight,
    queued,
    runnerRestarts: crew.restarts,
    recentEvents,
  };
}
