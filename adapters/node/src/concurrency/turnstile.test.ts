import { describe, expect, it } from "vitest";
import { turnstile } from "./turnstile.ts";

describe("turnstile", () => {
  it("lets so many in, in their order, and turns away whom it has no room for", async () => {
    const enter = turnstile(2, 2, () => new Error("full"));
    const order: number[] = [];
    let running = 0;
    let most = 0;
    const results = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((n) =>
        enter(async () => {
          most = Math.max(most, ++running);
          await new Promise((resolve) => setTimeout(resolve, 5));
          running -= 1;
          order.push(n);
        }),
      ),
    );
    expect(order).toEqual([1, 2, 3, 4]);
    expect(most).toBe(2);
    expect(results[4]).toMatchObject({ status: "rejected", reason: new Error("full") });
  });

  it("goes on after work that failed", async () => {
    const enter = turnstile(1, 1, () => new Error("full"));
    await expect(enter(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    await expect(enter(async () => "fine")).resolves.toBe("fine");
  });
});
