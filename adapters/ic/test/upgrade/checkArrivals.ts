/** Whether what has arrived is where it should be, once, and nothing that was there before is lost. */

import { writeRows, type NamedRow } from "../population/rows.ts";
import { uriOf, type Arrived } from "./arrivals.ts";

/** What stays as it is, whatever arrives. */
const LASTING = new Set(["profiles", "keyPairs", "following", "followers", "feed", "statuses"]);

/** @returns what is lost or doubled in the home of this handle */
export function checkArrivals(
  handle: string,
  before: readonly NamedRow[],
  after: readonly NamedRow[],
  { statuses, follows, likes }: Arrived,
): string[] {
  const faults: string[] = [];
  const kept = lasting(after);
  const lost = [...lasting(before)].filter((row) => !kept.has(row));
  if (lost.length > 0) faults.push(`${handle} lost ${lost.length} rows, the first is ${lost[0]}`);

  const expect = (what: string, found: readonly unknown[], wanted: readonly unknown[]) => {
    const [is, should] = [found, wanted].map((list) => list.map(String).sort().join(" "));
    if (is !== should) faults.push(`${handle} has as ${what}: ${is}; it should have: ${should}`);
  };
  const column = (rows: readonly NamedRow[], table: string, name: string) =>
    rows.filter(([of]) => of === table).map(([, row]) => row[name]);

  const isNew = (uri: unknown) => !column(before, "statuses", "uri").includes(uri);
  const wanted = [...statuses].filter(([, homes]) => homes.includes(handle)).map(([uri]) => uri);
  const uris = new Map(after.filter(([of]) => of === "statuses").map(([, row]) => [row["id"], row["uri"]]));
  expect("statuses", column(after, "statuses", "uri").filter(isNew), wanted);
  expect("feed", column(after, "feed", "statusId").map((id) => uris.get(id)).filter(isNew), wanted); // prettier-ignore

  const followers = follows.filter((it) => it.handle === handle).map(({ follower }) => follower);
  const followed = follows.filter((it) => it.follower === uriOf(handle)).map((it) => uriOf(it.handle));
  expect("followers", column(after, "followers", "actorUri"), [...column(before, "followers", "actorUri"), ...followers]); // prettier-ignore
  expect("following", column(after, "following", "actorUri"), [...column(before, "following", "actorUri"), ...followed]); // prettier-ignore
  const received = likes.filter((it) => it.handle === handle).map(({ uri }) => uri);
  expect("likes", column(after, "likes", "uri"), [...column(before, "likes", "uri"), ...received]);
  const liked = (rows: readonly NamedRow[]) =>
    column(rows, "statuses", "likeCount").reduce((sum: number, count) => sum + Number(count), 0);
  expect("count of likes", [liked(after)], [liked(before) + received.length]);
  const told = [...followers.map(() => "follow"), ...received.map(() => "favourite")];
  expect("notifications", column(after, "notifications", "type"), [...column(before, "notifications", "type"), ...told]); // prettier-ignore
  return faults;
}

/** How often a status is liked changes, and is counted apart. */
const lasting = (rows: readonly NamedRow[]): Set<string> =>
  new Set(
    rows
      .filter(([table]) => LASTING.has(table))
      .map(([table, row]) => writeRows([table, { ...row, likeCount: 0 }])),
  );
