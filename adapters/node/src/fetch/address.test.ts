import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../../../vectors/ip-addresses/global-unicast.json" with { type: "json" };
import { isGlobalUnicast, isInRanges, parseRange } from "./address.ts";

describe("isGlobalUnicast", () => {
  it.each(vectors.valid)("$address is on the public Internet ($source)", ({ address }) => {
    expect(isGlobalUnicast(address)).toBe(true);
  });

  it.each(vectors.invalid)("$address is not ($source)", ({ address }) => {
    expect(isGlobalUnicast(address)).toBe(false);
  });

  it("refuses every IPv4 address that hides in an IPv6 one", () => {
    const prefixes = ["::", "::ffff:", "64:ff9b::"];
    fc.assert(
      fc.property(fc.ipV4(), fc.constantFrom(...prefixes), (address, prefix) => {
        expect(isGlobalUnicast(prefix + address)).toBe(false);
      }),
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV6(), fc.ipV4Extended()), (text) => {
        expect(typeof isGlobalUnicast(text)).toBe("boolean");
      }),
    );
  });
});

describe("isInRanges", () => {
  const ranges = [parseRange("10.1.0.0/16"), parseRange("fd00::/8")];
  it.each([
    ["10.1.2.3", true],
    ["10.2.0.1", false],
    ["fd00::1", true],
    ["fc00::1", false],
    ["::ffff:10.1.2.3", false],
    ["10.1", false],
  ])("%s: %s", (address, expected) => {
    expect(isInRanges(address, ranges)).toBe(expected);
  });
});
