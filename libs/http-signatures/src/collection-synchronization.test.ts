import { describe, expect, test } from "vitest";
import vectors from "../../../vectors/http-signatures/collection-synchronization.json" with { type: "json" };
import { followersDigest, formatCollectionSynchronization, parseCollectionSynchronization } from "./index.ts";
import { ports } from "./ports.test-support.ts";

describe.each(ports)("on %s", (_, crypto) => {
  test.each(vectors.digests)("the digest of $followers", async ({ followers, digest }) => {
    expect(await followersDigest(followers, crypto)).toBe(digest);
  });
});

test.each(vectors.valid)("reads $header", ({ header, followers, value }) => {
  expect(parseCollectionSynchronization(header, followers)).toEqual(value);
  expect(parseCollectionSynchronization(formatCollectionSynchronization(value), followers)).toEqual(value);
});

test.each(vectors.invalid)("refuses $source", ({ header, followers, code }) => {
  expect(() => parseCollectionSynchronization(header, followers)).toThrow(expect.objectContaining({ code }));
});

test("what cannot be quoted is not written", () => {
  const value = vectors.valid[0]?.value ?? { collectionId: "", url: "", digest: "" };
  for (const url of [`${value.url}"`, `${value.url}\\`, `${value.url}\r\nX: y`, "https://bücher.example/"]) {
    expect(() => formatCollectionSynchronization({ ...value, url })).toThrow(
      expect.objectContaining({ code: "field_unserializable", kind: "input" }),
    );
  }
});
