import type { Engine } from "../supervisor/engine.ts";

/** `GET /metrics`: Prometheus text, format 0.0.4. */
export function prometheus({ metrics, inFlight, queued, crew }: Engine): string {
  const runs = [...metrics.runs].flatMap(([trigger, counts]) =>
    Object.entries(counts).map(([outcome, count]): Sample => [`{outcome="${outcome}",trigger="${trigger}"}`, count]),
  );
  const { rss, heapUsed } = Deno.memoryUsage();
  return [
    family("tentacular_runs_total", "counter", "Runs that ended", runs),
    histogram(metrics),
    family("tentacular_node_attempts_total", "counter", "Attempts of nodes", [["", metrics.nodeAttempts]]),
    family("tentacular_node_failures_total", "counter", "Attempts of nodes that failed", [["", metrics.nodeFailures]]),
    family("tentacular_runs_rejected_total", "counter", "Runs turned away by a full queue", [["", metrics.rejected]]),
    family("tentacular_runs_in_flight", "gauge", "Runs under way", [["", inFlight]]),
    family("tentacular_runs_queued", "gauge", "Runs that wait", [["", queued]]),
    family("tentacular_runner_restarts_total", "counter", "Runners replaced after they died", [["", crew.restarts]]),
    family("tentacular_memory_bytes", "gauge", "Memory by process", [
      ['{process="supervisor"}', rss],
      ['{process="supervisor_heap"}', heapUsed],
      ['{process="runner"}', crew.member?.resident ?? 0],
    ]),
    family("tentacular_start_time_seconds", "gauge", "When the supervisor began", [["", metrics.startedAt / 1000]]),
  ].join("");
}

type Sample = [labels: string, value: number];

function family(name: string, type: string, help: string, samples: Sample[]): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines(name, samples)}`;
}

function lines(name: string, samples: Sample[]): string {
  return samples.map(([labels, value]) => `${name}${labels} ${value}\n`).join("");
}

function histogram({ bounds, buckets, durationSum }: Engine["metrics"]): string {
  const name = "tentacular_run_duration_seconds";
  let count = 0;
  const samples = buckets.map((size, index): Sample => {
    count += size;
    return [`{le="${bounds[index] ?? "+Inf"}"}`, count];
  });
  const head = family(`${name}`, "histogram", "Time from start to result", []);
  return `${head}${lines(`${name}_bucket`, samples)}${name}_sum ${durationSum}\n${name}_count ${count}\n`;
}
