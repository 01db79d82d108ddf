// Visibility to recipients and back.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressing, isLimited, PUBLIC, Visibility, visibilityOf } from "./index.ts";

const followers = "https://mastic.example/users/alice/followers";
const bob = "https://peer.example/users/bob";
const carol = "https://peer.example/users/carol";

describe("addressing", () => {
  it.each([
    ["public", [PUBLIC], [followers, bob]],
    ["unlisted", [followers], [PUBLIC, bob]],
    ["private", [followers], [bob]],
    ["direct", [bob], []],
  ] as const)("%s", (visibility, to, cc) => {
    expect(addressing(visibility, { followers, mentions: [bob, bob] })).toEqual({ to, cc });
  });

  it("and back is the same visibility", () => {
    const mentions = fc.uniqueArray(fc.constantFrom(bob, carol));
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(Visibility)), mentions, (visibility, named) => {
        const addressed = {
          ...addressing(visibility, { followers, mentions: named }),
          mentions: named,
          followers,
        };
        expect(visibilityOf(addressed)).toBe(visibility);
        expect(isLimited(addressed)).toBe(false);
      }),
    );
  });
});

describe("visibilityOf", () => {
  it.each([
    [{ to: ["as:Public"], cc: [] }, "public"],
    [{ to: ["Public"], cc: [followers] }, "public"],
    [{ to: [PUBLIC], cc: [PUBLIC] }, "public"],
    [{ to: [bob], cc: ["as:Public"] }, "unlisted"],
    [{ to: [], cc: [followers] }, "private"],
    [{ to: ["https://other.example/followers"], cc: [] }, "direct"],
    [{ to: [], cc: [] }, "direct"],
  ])("%j is %s", (addressed, visibility) => {
    expect(visibilityOf({ ...addressed, followers })).toBe(visibility);
  });

  it("is never private when the followers collection is unknown", () => {
    expect(visibilityOf({ to: [followers], cc: [], followers: null })).toBe("direct");
  });
});

describe("isLimited", () => {
  it("tells those addressed from those mentioned", () => {
    expect(isLimited({ to: [bob, carol], cc: [], mentions: [bob], followers })).toBe(true);
    expect(isLimited({ to: [bob], cc: [carol], mentions: [bob, carol], followers })).toBe(false);
    expect(isLimited({ to: [PUBLIC, bob], cc: [], mentions: [], followers })).toBe(false);
  });
});
