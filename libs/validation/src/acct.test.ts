import { describe, expect, test } from "vitest";
import { describeValidator } from "../test/validator-contract.ts";
import { Acct, splitAcct } from "./acct.ts";
import { installIdna } from "./idna.ts";

installIdna();

describeValidator("acct", Acct);

describe("splitAcct", () => {
  test.each([
    ["@Bob@Mastodon.Social", { userpart: "bob", host: "mastodon.social" }],
    ["a.b@127.0.0.1:3000", { userpart: "a.b", host: "127.0.0.1:3000" }],
  ])("%s", (acct, parts) => {
    expect(splitAcct(Acct.parse(acct))).toEqual(parts);
  });
});
