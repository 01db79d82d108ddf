import { describe, expect, test } from "vitest";
import { describeValidator } from "../test/validator-contract.ts";
import { Acct, splitAcct } from "./acct.ts";
import { installIdna } from "./idna.ts";

installIdna();

describeValidator("acct", Acct);

test("İ counts as one letter before the @, though its stored form is two characters", () => {
  const stored = Acct.parse(`${"İ".repeat(64)}@b.c`);
  expect(Acct.parse(stored)).toBe(stored);
  expect(Acct.parse(stored.normalize("NFD"))).toBe(stored);
  expect(Acct.fault(Acct.sanitize(`${"İ".repeat(65)}@b.c`))).toMatchObject({ code: "too_long", length: 65 });
  expect(Acct.fault(Acct.sanitize("aİ+@b.c"))).toMatchObject({ code: "forbidden_character", index: 3 });
});

describe("splitAcct", () => {
  test.each([
    ["@Bob@Mastodon.Social", { userpart: "bob", host: "mastodon.social" }],
    ["a.b@127.0.0.1:3000", { userpart: "a.b", host: "127.0.0.1:3000" }],
  ])("%s", (acct, parts) => {
    expect(splitAcct(Acct.parse(acct))).toEqual(parts);
  });
});
