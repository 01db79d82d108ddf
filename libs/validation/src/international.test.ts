import { expect, test } from "vitest";
import { canonicalHost, tryCanonicalHost } from "./host.ts";
import { installIdna } from "./idna.ts";
import { Acct } from "./acct.ts";

test("names in other scripts are refused until a program brings the tables, and A-labels taken as they stand", () => {
  expect(tryCanonicalHost("b\u00fccher.example")).toBeUndefined();
  expect(() => Acct.parse("@bob@b\u00fccher.example")).toThrow(
    expect.objectContaining({ code: "invalid_host", index: 4 }),
  );
  expect(canonicalHost("XN--Bcher-KVA.example")).toBe("xn--bcher-kva.example");
  expect(canonicalHost("xn--a.example")).toBe("xn--a.example");

  installIdna();
  expect(canonicalHost("B\u00fccher.example\u3002")).toBe("xn--bcher-kva.example");
  expect(Acct.parse("@bob@b\u00fccher.example")).toBe("bob@xn--bcher-kva.example");
  expect(canonicalHost("XN--Bcher-KVA.example")).toBe("xn--bcher-kva.example");
  expect(tryCanonicalHost("xn--a.example")).toBeUndefined();
  expect(canonicalHost("r3---sn_1.b\u00fccher.example")).toBe("r3---sn_1.xn--bcher-kva.example");
});
