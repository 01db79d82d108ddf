import { describe, expect, it } from "vitest";
import { metrics } from "./metrics.ts";

describe("metrics", () => {
  it("tell requests, effects, the outbox and the process", async () => {
    const node = metrics(async () => 42);
    node.request({ method: "GET", route: "/users/:handle", status: 200 }, 0.02);
    node.request({ method: "BREW", route: "/users/:handle", status: 405 }, 0.001);
    node.effect("deliver", "done", 0.2);
    node.effect("deliver", "retry", 10);
    const text = await node.text();
    expect(node.contentType).toContain("text/plain");
    for (const line of [
      'mastic_http_request_duration_seconds_count{method="GET",route="/users/:handle",status="200"} 1',
      'mastic_http_request_duration_seconds_count{method="other",route="/users/:handle",status="405"} 1',
      'mastic_effects_total{kind="deliver",ending="done"} 1',
      'mastic_effects_total{kind="deliver",ending="retry"} 1',
      "mastic_effects_waiting 42",
    ])
      expect(text.split("\n")).toContain(line);
    expect(text).toMatch(/^process_cpu_seconds_total \d/m);
  });

  it("of two nodes in one process are apart", async () => {
    const [one, other] = [metrics(async () => 1), metrics(async () => 2)];
    one.effect("deliver", "done", 1);
    expect(await other.text()).not.toContain("mastic_effects_total{");
    expect(await other.text()).toContain("mastic_effects_waiting 2");
  });
});
