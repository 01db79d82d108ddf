/** UC8: As a User, I should be able to search for other users. */

import type { Journey } from "../journey.ts";
import { moderator } from "../stage.ts";

export const search: Journey = {
  story: "UC8",
  title: "Search for other users",
  async play(stage) {
    const { directory } = stage.here;
    for (const handle of ["alice", "malice", "bob", "lice_9"]) await stage.person(handle);
    const find = async (query: string, offset = 0, limit = 50) =>
      (await directory.searchProfiles({ query, offset, limit })).map((row) => row.handle);
    stage.expect("by handle", await find("@Bob"), ["bob"]);
    stage.expect("by a part of it", await find("LICE"), ["alice", "malice", "lice_9"]);
    stage.expect("the second page of these", await find("lice", 1, 1), ["malice"]);
    stage.expect("everybody", await find(""), ["alice", "malice", "bob", "lice_9"]);
    stage.expect("nobody", await find("zed"), []);
    await directory.suspend(moderator, { handle: "malice" });
    stage.expect("nobody who is suspended", await find("lice"), ["alice", "lice_9"]);
    await stage.refused("a page of none", "BadArgs", () => find("a", 0, 0));
    await stage.refused("a page of 51", "BadArgs", () => find("a", 0, 51));
    await stage.refused("what is no part of a handle", "BadArgs", () => find("a b"));
    await stage.settle();
  },
};
