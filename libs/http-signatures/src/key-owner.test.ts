import { describe, expect, test } from "vitest";
import { keyDocumentUrl, keyOfActor } from "./index.ts";

const id = "https://peer.example/users/alice";
const key = { id: `${id}#main-key`, owner: id, publicKeyPem: "" };
const actor = { id, keys: [key] };

describe("whose key it is", () => {
  test("the actor lists it, it names the actor, both are of one origin", () => {
    expect(keyOfActor(key.id, actor)).toBe(key);
    expect(keyOfActor(key.id, actor, id)).toBe(key);
    expect(keyDocumentUrl(key.id)).toBe(id);
    expect(keyDocumentUrl(`${id}/main-key`)).toBe(`${id}/main-key`);
  });

  const foreign = { ...key, id: "https://evil.example/key" };
  test.each([
    ["a key that the actor does not list (CVE-2025-54888)", foreign.id, actor, undefined],
    ["a key that names another owner", key.id, { id, keys: [{ ...key, owner: `${id}x` }] }, undefined],
    ["a key of another origin", foreign.id, { id, keys: [foreign] }, undefined],
    ["the activity of another actor", key.id, actor, "https://peer.example/users/bob"],
    ["a key id that only begins alike", `${key.id}2`, actor, undefined],
    [
      "another port",
      "https://peer.example:444/k",
      { id, keys: [{ ...key, id: "https://peer.example:444/k" }] },
      undefined,
    ],
  ])("refuses %s", (_, keyId, owner, activityActor) => {
    expect(() => keyOfActor(keyId, owner, activityActor)).toThrow(
      expect.objectContaining({ code: "key_mismatch", kind: "remote" }),
    );
  });

  test("ids that are no URLs are origins of their own", () => {
    const did = { id: "did:key:z6Mk", keys: [{ id: "did:key:z6Mk", owner: "did:key:z6Mk" }] };
    expect(keyOfActor("did:key:z6Mk", did)).toBe(did.keys[0]);
    for (const id of ["did:key:z6Mk", "ap://did:key:z6Mk/actor"]) {
      const own = { id: `${id}#z6Mk`, owner: id };
      expect(keyOfActor(own.id, { id, keys: [own] })).toBe(own);
      const foreign = { id: `${id}x#z6Mk`, owner: id };
      expect(() => keyOfActor(foreign.id, { id, keys: [foreign] })).toThrow(/origins/);
    }
  });
});
