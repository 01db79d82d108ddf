import { expect, it } from "vitest";
import type { Notification } from "../api/entities/notification.ts";
import { groupNotifications } from "./notificationGroups.ts";

const account = (id: string): Notification["account"] => ({
  id, username: id, acct: id, display_name: "", locked: false, bot: false, created_at: "", note: "", url: "", avatar: "",
  header: "", followers_count: 0, following_count: 0, statuses_count: 0, emojis: [], fields: [],
}); // prettier-ignore

const status = (id: string): NonNullable<Notification["status"]> => ({
  id, created_at: "", edited_at: null, in_reply_to_id: null, in_reply_to_account_id: null, sensitive: false,
  spoiler_text: "", visibility: "public", language: null, uri: "", url: null, replies_count: 0, reblogs_count: 0,
  favourites_count: 0, content: "", account: account("me"), media_attachments: [], mentions: [], tags: [], emojis: [],
  poll: null, reblog: null,
}); // prettier-ignore

const of = (
  id: string,
  type: string,
  who: string,
  about?: string,
  at = "2026-11-20T10:00:00Z",
): Notification => ({
  id,
  type,
  created_at: at,
  account: account(who),
  status: about === undefined ? null : status(about),
});

const summary = (list: readonly Notification[]): [string, string[]][] =>
  groupNotifications(list).map(({ newest, accounts }) => [newest.id, accounts.map(({ id }) => id)]);

it("puts likes of one post together, where the newest stands, and names nobody twice", () => {
  const list = [
    of("5", "favourite", "ada", "1"),
    of("4", "mention", "bo", "9"),
    of("3", "favourite", "cy", "1"),
  ];
  expect(summary([...list, of("2", "favourite", "ada", "1"), of("1", "favourite", "bo", "2")])).toEqual([
    ["5", ["ada", "cy"]],
    ["4", ["bo"]],
    ["1", ["bo"]],
  ]);
});

it("keeps likes and boosts apart, and every mention on its own", () => {
  const list = [of("4", "reblog", "ada", "1"), of("3", "favourite", "bo", "1")];
  expect(summary([...list, of("2", "mention", "ada", "1"), of("1", "mention", "bo", "1")])).toHaveLength(4);
});

it("puts followers of one day together", () => {
  const earlier = of("1", "follow", "cy", undefined, "2026-11-19T10:00:00Z");
  expect(summary([of("3", "follow", "ada"), of("2", "follow", "bo"), earlier])).toEqual([
    ["3", ["ada", "bo"]],
    ["1", ["cy"]],
  ]);
});
