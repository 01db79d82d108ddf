/** What Prometheus may know of a node: requests, deliveries, the outbox, and the process itself. */

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

export interface Metrics {
  /** One HTTP request: its route's pattern, never its path, since every label value is kept. */
  request(labels: { method: string; route: string; status: number }, seconds: number): void;
  /** One attempt to perform an effect. */
  effect(kind: string, ending: string, seconds: number): void;
  /** The text of `GET /metrics`. */
  text(): Promise<string>;
  readonly contentType: string;
}

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** @param waiting how many effects wait in the outbox, asked whenever the metrics are read. */
export function metrics(waiting: () => Promise<number>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "mastic_http_request_duration_seconds",
    help: "HTTP requests by method, route and status.",
    labelNames: ["method", "route", "status"],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const effects = new Counter({
    name: "mastic_effects_total",
    help: "Attempts to perform effects of the outbox, by kind and how they ended.",
    labelNames: ["kind", "ending"],
    registers: [registry],
  });
  const durations = new Histogram({
    name: "mastic_effect_duration_seconds",
    help: "How long effects of the outbox took.",
    labelNames: ["kind"],
    buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  new Gauge({
    name: "mastic_effects_waiting",
    help: "Effects that wait in the outbox.",
    registers: [registry],
    async collect() {
      this.set(await waiting());
    },
  });
  return {
    request({ method, route, status }, seconds) {
      const known = methods.has(method) ? method : "other";
      requests.observe({ method: known, route, status: String(status) }, seconds);
    },
    effect(kind, ending, seconds) {
      effects.inc({ kind, ending });
      durations.observe({ kind }, seconds);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
