import { expect, it } from "vitest";
import { withOwnVersions } from "./merge.ts";

const post = { uri: "https://mastic.social/users/bob/statuses/1" };

it("shows one's own marks with the counts of the author's home", () => {
  const shown = [{ ...post, id: "bob.1", favourites_count: 10, reblogs_count: 0, replies_count: 3 }];
  const marks = { favourited: true, reblogged: true };
  const known = [{ ...post, id: "5", ...marks, favourites_count: 1, reblogs_count: 1, replies_count: 0 }];
  // The author has not heard of the boost yet.
  const counts = { favourites_count: 10, reblogs_count: 1, replies_count: 3 };
  expect(withOwnVersions(shown, known)).toEqual([{ ...post, id: "5", ...marks, ...counts }]);
});

it("shows what the own home does not know as it is", () => {
  const shown = [{ ...post, id: "bob.1", favourites_count: 2, reblogs_count: 0, replies_count: 0 }];
  expect(withOwnVersions(shown, [])).toEqual(shown);
});
