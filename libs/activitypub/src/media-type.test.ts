// Which documents count as ActivityPub, and who asks for them.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACTIVITY_JSON, isActivityPubMediaType, LD_JSON, prefersActivityPub } from "./index.ts";

describe("isActivityPubMediaType", () => {
  it.each([
    ACTIVITY_JSON,
    LD_JSON,
    "application/activity+json; charset=utf-8",
    'Application/LD+JSON; charset="utf-8"; Profile="https://www.w3.org/ns/activitystreams"',
    'application/ld+json;profile="https://example.com/other https://www.w3.org/ns/activitystreams"',
    "application/ld+json; profile=https://www.w3.org/ns/activitystreams",
  ])("%s", (type) => expect(isActivityPubMediaType(type)).toBe(true));

  it.each([
    "application/ld+json",
    'application/ld+json; profile="https://example.com/"',
    'application/ld+json; x="; profile=https://www.w3.org/ns/activitystreams"',
    'application/ld+json; profile="https://www.w3.org/ns/activitystreams-not"',
    "application/json",
    "text/html; application/activity+json",
    "application/activity+json, text/html",
    "image/png",
    "",
    null,
    undefined,
    `application/activity+json; x="${"y".repeat(2000)}"`,
  ])("not %s", (type) => expect(isActivityPubMediaType(type)).toBe(false));
});

describe("prefersActivityPub", () => {
  it.each([
    LD_JSON,
    ACTIVITY_JSON,
    `${ACTIVITY_JSON}, ${LD_JSON}, text/html;q=0.1`,
    "application/ld+json",
    "text/html;q=0.9, application/activity+json",
    "application/activity+json;q=0.5, text/html;q=0.5",
    "application/activity+json, */*;q=0.1",
  ])("%s", (accept) => expect(prefersActivityPub(accept)).toBe(true));

  it.each([
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "*/*",
    "application/json",
    "text/html, application/activity+json;q=0.9",
    "application/activity+json;q=0",
    "application/activity+json;q=junk",
    'application/ld+json; profile="https://example.com/"',
    'text/plain; x="application/activity+json"',
    "",
    null,
  ])("not %s", (accept) => expect(prefersActivityPub(accept)).toBe(false));

  it("takes any header", () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect([prefersActivityPub(header), isActivityPubMediaType(header)]).not.toContain(undefined);
      }),
    );
  });
});
