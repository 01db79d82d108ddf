import { describe, expect, test } from "vitest";
import { describeValidator } from "../test/validator-contract.ts";
import { Handle, isReservedHandle, parseClaimableHandle } from "./handle.ts";
import { reservedHandles } from "./reserved-handles.ts";

describeValidator("handle", Handle);

describe("reserved handles", () => {
  test("are those of the field specifications", () => {
    expect([...reservedHandles].join(" ")).toBe(
      "admin administrator autoconfig autodiscover help hostmaster info mailer-daemon postmaster root ssladmin support webmaster",
    );
  });

  test.each([...reservedHandles, "ADMIN", "@Root", " support "])("%j cannot be claimed", (handle) => {
    expect(isReservedHandle(handle)).toBe(true);
    expect(() => parseClaimableHandle(handle)).toThrow(
      expect.objectContaining({ code: "reserved", kind: "input" }),
    );
  });

  test("others can, if they are valid", () => {
    expect(isReservedHandle("adm1n")).toBe(false);
    expect(parseClaimableHandle("@Alice")).toBe("alice");
    expect(() => parseClaimableHandle("al ice")).toThrow(
      expect.objectContaining({ code: "forbidden_character" }),
    );
    expect(() => parseClaimableHandle(null)).toThrow(expect.objectContaining({ code: "wrong_type" }));
  });
});
