import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ApiError } from "../../ports/apiError.ts";
import type { ApiRequest, StreamMessage } from "../../ports/transport.ts";
import { Polling } from "./polling.ts";

/** Longer than the pause between two questions, in ms. */
const A_WHILE = 30_000;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  vi.stubGlobal("addEventListener", () => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const post = (id: string): object => ({ id, created_at: `2026-11-21T20:00:0${id}.000Z` });

it("tells of a post also when notifications could not be read", async () => {
  let page = [post("1")];
  const polling = new Polling(async ({ path }: ApiRequest) => {
    if (path.endsWith("notifications")) throw new ApiError("offline", "no");
    return { status: 200, body: page, link: undefined };
  });
  const heard: StreamMessage[] = [];
  const stop = polling.listen({ stream: "user" }, (message) => heard.push(message));
  await vi.advanceTimersByTimeAsync(A_WHILE);
  page = [post("2"), post("1")];
  await vi.advanceTimersByTimeAsync(A_WHILE);
  stop();
  expect(heard).toEqual([{ event: "connected" }, { event: "update", payload: post("2") }]);
});

it.each([
  { stream: "public:local", told: [] },
  { stream: "public", told: [{ event: "delete", payload: "1" }] },
] as const)(
  "takes what is missing in $stream for deleted only where one home answers",
  async ({ stream, told }) => {
    let page = [post("2"), post("1")];
    const polling = new Polling(async () => ({ status: 200, body: page, link: undefined }));
    const heard: StreamMessage[] = [];
    const stop = polling.listen({ stream }, (message) => heard.push(message));
    await vi.advanceTimersByTimeAsync(A_WHILE);
    page = [post("2")];
    await vi.advanceTimersByTimeAsync(A_WHILE);
    stop();
    expect(heard).toEqual([{ event: "connected" }, ...told]);
  },
);

it("asks no more when nobody listens, and seldom when nothing happens", async () => {
  let asked = 0;
  const polling = new Polling(async () => {
    asked += 1;
    return { status: 200, body: [], link: undefined };
  });
  const stop = polling.listen({ stream: "public:local" }, () => undefined);
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(asked).toBeGreaterThan(20);
  expect(asked).toBeLessThan(45);
  stop();
  const before = asked;
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  // The one question that was due.
  expect(asked - before).toBeLessThanOrEqual(1);
});
