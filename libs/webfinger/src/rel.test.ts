import { describe, expect, test } from "vitest";
import { isActivityPubType } from "./index.ts";

const PROFILE = "https://www.w3.org/ns/activitystreams";

describe("media types of ActivityPub", () => {
  test.each([
    "application/activity+json",
    "Application/Activity+JSON ; charset=utf-8",
    `application/ld+json; profile="${PROFILE}"`,
    `application/ld+json;profile=${PROFILE}`,
    `application/ld+json; charset=utf-8; profile="https://other.example/ ${PROFILE}"`,
    `application/ld+json; x="a;b\\"c"; profile="${PROFILE}"`,
  ])("%s", (type) => {
    expect(isActivityPubType(type)).toBe(true);
  });

  test.each([
    "",
    "application/json",
    "application/activity+jsonx",
    "application/ld+json",
    `application/ld+json; a="${PROFILE}"`,
    `application/ld+json; profile="${PROFILE}x"`,
    `application/ld+json; profile="a"; b=" ${PROFILE}"`,
    `text/html; profile="${PROFILE}"`,
    // RFC 9110 section 5.6.6: what is quoted is no parameter, what is escaped ends no quotation.
    `application/ld+json; x="; profile=${PROFILE}"`,
    `application/ld+json; x="a; profile=${PROFILE}; b"`,
    `application/ld+json; x="\\"; profile=${PROFILE}; y="`,
    `application/ld+json; x="; profile=${PROFILE}`,
  ])("not %s", (type) => {
    expect(isActivityPubType(type)).toBe(false);
  });

  test.each([";profile=", ';profile="', "; ", ";profile=a ", '"', '\\"', ';"\\', ';"a;"'])(
    "time grows with the length for %s",
    (unit) => {
      const time = (count: number, runs: number): number => {
        const type = `application/ld+json;${unit.repeat(count)}`;
        const start = performance.now();
        for (let run = 0; run < runs; run++) isActivityPubType(type);
        return performance.now() - start;
      };
      time(100, 50);
      // The same work when it is linear, fifty to one when it is quadratic.
      const ratios = Array.from({ length: 5 }, () => time(5_000, 10) / Math.max(time(100, 500), 5));
      expect(Math.min(...ratios)).toBeLessThan(12);
    },
  );
});
