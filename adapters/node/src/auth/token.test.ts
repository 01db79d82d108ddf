import { describe, expect, it } from "vitest";
import { hashToken, isSameSecret, newToken } from "./token.ts";

describe("tokens", () => {
  it("are never the same, and safe in URLs", () => {
    const tokens = Array.from({ length: 1_000 }, newToken);
    expect(new Set(tokens).size).toBe(1_000);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  });

  it("are stored as their SHA-256", () => {
    expect(hashToken("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it.each([
    ["secret", "secret", true],
    ["secret", "Secret", false],
    ["secret", "secret ", false],
    ["", "", true],
    ["", "a", false],
  ])("compares %o with %o", (one, other, expected) => {
    expect(isSameSecret(one, other)).toBe(expected);
  });
});
