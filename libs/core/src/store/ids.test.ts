import { describe, expect, it } from "vitest";
import { parseId } from "./ids.ts";

describe("parseId", () => {
  it("takes decimal ids within 63 bits only", () => {
    expect(parseId("9223372036854775807")).toBe(9223372036854775807n);
    for (const bad of ["9223372036854775808", "-1", "1.0", "", " 1", "0x1", "99999999999999999999"]) {
      expect(parseId(bad)).toBeUndefined();
    }
  });
});
