import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeValidator, readVectors } from "../test/validator-contract.ts";
import { Handle } from "./handle.ts";
import { formatLocalUri, parseLocalUri, PublicUrl, type LocalResource } from "./local-uri.ts";
import { installIdna } from "./idna.ts";

installIdna();

describeValidator("public-url", PublicUrl);

const vectors = readVectors("local-uri") as {
  publicUrl: string;
  valid: { uri: string; canonical?: string; type: LocalResource["type"]; handle: string; id?: string }[];
  invalid: { uri: string; source: string }[];
};
const publicUrl = PublicUrl.parse(vectors.publicUrl);

describe("local URIs", () => {
  test.each(vectors.valid)("$uri", ({ uri, canonical, type, handle, id }) => {
    const resource = parseLocalUri(publicUrl, uri);
    expect(resource).toEqual(id === undefined ? { type, handle } : { type, handle, id: BigInt(id) });
    expect(resource && formatLocalUri(publicUrl, resource)).toBe(canonical ?? uri);
  });

  test.each(vectors.invalid)("$uri is not ours: $source", ({ uri }) => {
    expect(parseLocalUri(publicUrl, uri)).toBeUndefined();
  });

  test("parsing undoes formatting", () => {
    const handle = fc.stringMatching(/^[a-z0-9_]{1,30}$/).map((text) => Handle.parse(text));
    const plain = fc.constantFrom("actor" as const, "inbox", "outbox", "followers", "following", "liked");
    const resources = fc.oneof(
      fc.tuple(plain, handle).map(([type, handle]): LocalResource => ({ type, handle })),
      fc
        .tuple(handle, fc.bigInt(0n, 2n ** 64n - 1n))
        .map(([handle, id]): LocalResource => ({ type: "status", handle, id })),
    );
    const origins = fc
      .constantFrom("https://mastic.social", "http://127.0.0.1:3000")
      .map((o) => PublicUrl.parse(o));
    fc.assert(
      fc.property(origins, resources, (origin, resource) => {
        expect(parseLocalUri(origin, formatLocalUri(origin, resource))).toEqual(resource);
      }),
    );
  });
});
