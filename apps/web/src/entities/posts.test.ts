import { expect, it } from "vitest";
import type { Status } from "../api/entities/status.ts";
import { Posts } from "./posts.ts";

const status = (id: string, more: Partial<Status> = {}): Status => ({
  id,
  created_at: "2026-11-21T12:00:00.000Z",
  edited_at: null,
  in_reply_to_id: null,
  in_reply_to_account_id: null,
  sensitive: false,
  spoiler_text: "",
  visibility: "public",
  language: "en",
  uri: `https://a.example/${id}`,
  url: null,
  replies_count: 0,
  reblogs_count: 0,
  favourites_count: 0,
  content: "",
  account: {
    id: "1", username: "a", acct: "a", display_name: "", locked: false, bot: false, created_at: "", note: "",
    url: "", avatar: "", header: "", followers_count: 0, following_count: 0, statuses_count: 0, emojis: [],
    fields: [],
  }, // prettier-ignore
  media_attachments: [],
  mentions: [],
  tags: [],
  emojis: [],
  poll: null,
  reblog: null,
  ...more,
});

it("keeps a boosted post once, under its own id", () => {
  const posts = new Posts();
  const { reblog: _, ...post } = status("1", { favourites_count: 3 });
  const entry = posts.put(status("2", { reblog: post }));
  expect(entry).toMatchObject({ id: "2", postId: "1", boostedBy: { acct: "a" } });
  expect(posts.get("1")?.favourites_count).toBe(3);
  expect(posts.get("2")).toBeUndefined();
});

it("tells those who look at a post of its changes, and gives back what it was", () => {
  const posts = new Posts();
  posts.put(status("1"));
  let told = 0;
  const stop = posts.subscribe("1", () => (told += 1));
  const before = posts.update("1", (post) => ({ ...post, favourited: true }));
  expect(before?.favourited).toBeUndefined();
  expect([posts.get("1")?.favourited, told]).toEqual([true, 1]);
  stop();
  posts.remove("1");
  expect([posts.get("1"), told]).toEqual([undefined, 1]);
});

it("keeps the reader's own marks where a stream does not say them", () => {
  const posts = new Posts();
  posts.put(status("1", { favourited: true }));
  posts.put(status("1", { content: "edited", favourited: null }));
  expect(posts.get("1")).toMatchObject({ content: "edited", favourited: true });
});
