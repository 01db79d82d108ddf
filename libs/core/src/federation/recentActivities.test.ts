import { parseActivity } from "@mastic/activitypub";
import { expect, it } from "vitest";
import { RecentActivities } from "./recentActivities.ts";

const textOf = (content: string): string =>
  JSON.stringify({
    "@context": "https://www.w3.org/ns/activitystreams",
    id: "https://far.example/activities/1",
    type: "Create",
    actor: "https://far.example/users/rena",
    object: { id: "https://far.example/notes/1", type: "Note", content },
  });

it("gives what was parsed, once", () => {
  const recent = new RecentActivities();
  const text = textOf("Hello");
  const activity = parseActivity(text);
  recent.remember("1", text, { activity, actor: undefined });
  expect(recent.take("1", text).activity).toBe(activity);
  expect(recent.take("1", text).activity).not.toBe(activity);
  expect(recent.take("1", text).activity).toEqual(activity);
});

it("goes by the text, whatever is remembered under its id", () => {
  const recent = new RecentActivities();
  recent.remember("1", textOf("Hello"), { activity: parseActivity(textOf("Hello")), actor: undefined });
  expect(recent.take("1", textOf("Bye")).activity).toEqual(parseActivity(textOf("Bye")));
  expect(() => recent.take("2", "{")).toThrow();
});

it("keeps little: neither many nor long ones", () => {
  const recent = new RecentActivities();
  const text = textOf("Hello");
  const activity = parseActivity(text);
  for (let index = 0; index <= 500; index += 1)
    recent.remember(String(index), text, { activity, actor: undefined });
  expect(recent.take("0", text).activity).not.toBe(activity);
  expect(recent.take("1", text).activity).toBe(activity);
  const long = textOf("x".repeat(20_000));
  const longActivity = parseActivity(long);
  recent.remember("long", long, { activity: longActivity, actor: undefined });
  expect(recent.take("long", long).activity).not.toBe(longActivity);
});
