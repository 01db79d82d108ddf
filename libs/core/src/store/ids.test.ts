import { describe, expect, it } from "vitest";
import { idAfter, parseId, userIdAfter } from "./ids.ts";

describe("the ids of a store", () => {
  it("leave the first of each millisecond to users, whose ids are made in another store", () => {
    const now = 1_795_000_000_000;
    let id = 0n;
    for (let count = 0; count < 70_000; count += 1) {
      const next = idAfter(id, now);
      if (next <= id || next % 65_536n === 0n) throw new Error(`${next} after ${id}`);
      id = next;
    }
    expect(userIdAfter(id)).toBeGreaterThan(id);
    expect(userIdAfter(id) % 65_536n).toBe(0n);
    expect(userIdAfter(userIdAfter(id)) - userIdAfter(id)).toBe(65_536n);
    expect(idAfter(userIdAfter(id), now)).toBe(userIdAfter(id) + 1n);
  });
});

describe("parseId", () => {
  it("takes decimal ids within 63 bits only", () => {
    expect(parseId("9223372036854775807")).toBe(9223372036854775807n);
    for (const bad of ["9223372036854775808", "-1", "1.0", "", " 1", "0x1", "99999999999999999999"]) {
      expect(parseId(bad)).toBeUndefined();
    }
  });
});
